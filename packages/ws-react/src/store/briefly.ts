/** Waits for `work`, but no longer than `ms`: then it gives `otherwise`. What fails gives that too. */
export async function briefly<Result>(work: Promise<Result>, ms: number, otherwise: Result): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Result>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise)
  })
  try {
    return await Promise.race([work, late])
  } catch {
    return otherwise
  } finally {
    clearTimeout(timer)
  }
}
