import type { BenchPage } from './bench.ts'

/** What is done for each script, by its id, with the bench as the script sets it up. */
export type Runs = Readonly<Record<string, (bench: BenchPage) => Promise<void>>>
