import { frame } from './frames.ts'

/** Milliseconds from when the browser had each key to the end of the frame that shows it; grows while one types. */
export function watchKeys(): readonly number[] {
  const times: number[] = []
  addEventListener('keydown', ({ timeStamp }) => void frame().then(() => times.push(performance.now() - timeStamp)), {
    capture: true,
  })
  return times
}
