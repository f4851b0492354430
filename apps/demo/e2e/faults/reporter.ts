import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter'
import * as v from 'valibot'

const REFRESH_MS = 500
/** Where lines cannot be written over. */
const LINE_MS = 10_000
const TallySchema = v.fallback(v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.number())), {})
/** The tally of `faultRun.ts`, in the order in which it is shown. */
const COUNTED = ['cut', 'offline', 'kill', 'expire', 'reload', 'close', 'crash', 'open', 'dials', 'expired']

/** For `npm run faults:hooks`: a line that says how far it is, and a table of all seeds at the end. */
export default class FaultReporter implements Reporter {
  private readonly started = Date.now()
  private readonly running = new Map<TestCase, string>()
  private readonly rows: string[][] = []
  private total = 0
  private done = 0
  private timer: ReturnType<typeof setInterval> | undefined

  onBegin(_config: FullConfig, suite: Suite): void {
    this.total = suite.allTests().length
    this.timer = setInterval(() => this.show(), process.stdout.isTTY ? REFRESH_MS : LINE_MS)
  }

  onTestBegin(test: TestCase): void {
    this.running.set(test, '0')
  }

  onStdOut(chunk: string | Buffer, test: TestCase | undefined): void {
    const count = chunk.toString().trim().split('\n').at(-1)
    if (test && count) this.running.set(test, count)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    this.running.delete(test)
    this.done += 1
    const tally = v.parse(TallySchema, result.annotations.find(({ type }) => type === 'tally')?.description)
    const verdict = result.status === 'passed' ? 'ok' : 'FAILED'
    const seconds = (result.duration / 1000).toFixed(0)
    this.rows.push([...nameOf(test), ...COUNTED.map((what) => String(tally[what] ?? '–')), seconds, verdict])
    this.say(`${verdict.padStart(6)}  ${test.title} (${seconds} s)`)
    for (const { stack, message } of result.errors) this.say(stack ?? message ?? '')
  }

  onError(error: { stack?: string; message?: string }): void {
    this.say(error.stack ?? error.message ?? '')
  }

  onEnd(): void {
    clearInterval(this.timer)
    const rows = this.rows.toSorted(([, a], [, b]) => Number(a) - Number(b))
    this.say(`\n${table([['run', 'seed', ...COUNTED, 'seconds', 'verdict'], ...rows])}`)
    const failed = rows.filter((row) => row.at(-1) === 'FAILED')
    for (const [run, seed] of failed) {
      this.say(`Failed: ${run}, seed ${seed}. Run it again: npm run faults:hooks -- --seed ${seed} ${length()}`)
    }
  }

  printsToStdio(): boolean {
    return true
  }

  private show(): void {
    const seconds = ((Date.now() - this.started) / 1000).toFixed(0)
    const running = [...this.running].map(([test, count]) => `${nameOf(test).join(' seed ')}: ${count}`)
    const line = [`${this.done}/${this.total} done, ${seconds} s`, ...running].join(' | ')
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line.slice(0, process.stdout.columns - 1)}`)
    else process.stdout.write(`${line}\n`)
  }

  private say(text: string): void {
    process.stdout.write(`${process.stdout.isTTY ? '\r\u001b[K' : ''}${text}\n`)
  }
}

/** What is run, and its seed, as the title says. */
function nameOf({ title }: TestCase): [run: string, seed: string] {
  return [title.split(':')[0] ?? title, /\(seed (\d+)\)/.exec(title)?.[1] ?? '–']
}

/** As it was asked for: another length makes other choices. */
function length(): string {
  return `--messages ${process.env.FAULT_MESSAGES ?? ''}`
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))))
    .map((cells) => cells.join('  '))
    .join('\n')
}
