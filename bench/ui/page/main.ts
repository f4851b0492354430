import { createBench, type Bench } from './bench.ts'

declare global {
  interface Window {
    /** What the run calls from outside. */
    bench: Bench
  }
}

window.bench = createBench()
