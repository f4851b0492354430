export interface FrameReport {
  /** Milliseconds between frames. */
  readonly frames: readonly number[]
  /** Milliseconds of the longest task; 0 where none took 50 ms. */
  readonly longestTask: number
}

/** Notes each frame, and each task that took 50 ms and more, until it is stopped. */
export function watchFrames(): { stop(): FrameReport } {
  const frames: number[] = []
  let longestTask = 0
  let last: number | undefined
  let request = requestAnimationFrame(note)
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration)
  })
  tasks.observe({ type: 'longtask' })

  function note(time: number): void {
    if (last !== undefined) frames.push(time - last)
    last = time
    request = requestAnimationFrame(note)
  }
  return {
    stop: () => {
      cancelAnimationFrame(request)
      tasks.disconnect()
      return { frames, longestTask }
    },
  }
}
