/** A clock that the page's own work does not slow: the server's. */
const scope = self
scope.addEventListener('message', ({ data }: MessageEvent<number>) => {
  const start = performance.now()
  let told = 0
  setInterval(() => {
    for (const due = ((performance.now() - start) * data) / 1_000; told + 1 <= due; told++) scope.postMessage(told)
  }, 1_000 / data)
})
