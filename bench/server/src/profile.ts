import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TOP = 25
const MICROSECONDS_PER_MS = 1_000
/** Where a process waits. */
const IDLE = '(idle)'

interface FunctionTime {
  readonly file: string
  readonly label: string
  readonly ms: number
}

/** Prints in which functions a process has spent its time, from what `--cpu-prof` has written. */
export function printProfile(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'))) {
    const times = selfTimes(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    const busy = times.reduce((sum, { ms }) => sum + ms, 0)
    const top = times.slice(0, TOP)
    process.stdout.write(
      `\n${Math.round(busy)} ms of CPU; the ${top.length} functions with the most time of their own\n`,
    )
    for (const [file, functions] of byFile(top)) {
      const total = times.filter((each) => each.file === file).reduce((sum, { ms }) => sum + ms, 0)
      process.stdout.write(`\n${share(total, busy)}  ${file}\n`)
      for (const { label, ms } of functions) process.stdout.write(`  ${share(ms, busy)}  ${label}\n`)
    }
  }
}

const share = (ms: number, of: number) => `${((ms / of) * 100).toFixed(1).padStart(5)} %`

function byFile(times: readonly FunctionTime[]): [file: string, functions: FunctionTime[]][] {
  const files = Map.groupBy(times, ({ file }) => file)
  const total = (functions: readonly FunctionTime[]) => functions.reduce((sum, { ms }) => sum + ms, 0)
  return [...files].sort(([, a], [, b]) => total(b) - total(a))
}

/** Self time of each function, most first, without the waiting. */
function selfTimes(profile: unknown): FunctionTime[] {
  const nodes = new Map<unknown, { file: string; label: string }>()
  for (const node of list(profile, 'nodes')) nodes.set(field(node, 'id'), functionOf(field(node, 'callFrame')))
  const deltas = list(profile, 'timeDeltas')
  const sums = new Map<string, FunctionTime>()
  list(profile, 'samples').forEach((id, index) => {
    const { file, label } = nodes.get(id) ?? { file: '', label: '(unknown)' }
    if (label === IDLE) return
    const key = `${file} ${label}`
    const ms = Number(deltas[index]) / MICROSECONDS_PER_MS
    sums.set(key, { file, label, ms: (sums.get(key)?.ms ?? 0) + ms })
  })
  return [...sums.values()].sort((a, b) => b.ms - a.ms)
}

function functionOf(frame: unknown): { file: string; label: string } {
  const name = String(field(frame, 'functionName'))
  const url = String(field(frame, 'url'))
  if (url === '') return { file: 'the runtime', label: name }
  return { file: shortFile(url), label: `${name || '(anonymous)'}:${Number(field(frame, 'lineNumber')) + 1}` }
}

function shortFile(url: string): string {
  return url.replace(/^.*\/node_modules\/(?!\.pnpm)/, '').replace(/^file:\/\/.*\/(?=(apps|packages|bench)\/)/, '')
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function list(value: unknown, name: string): unknown[] {
  const found = field(value, name)
  return Array.isArray(found) ? found : []
}
