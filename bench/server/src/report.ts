import type { Scenario } from './scenarios/scenario.ts'
import { summarise, type Result, type Summary } from './summary.ts'
import { TARGETS, type Target } from './targets.ts'

/** A generator this busy may have been what was measured. */
const BUSY_GENERATOR = 0.95

const percent = (share: number) => `${Math.round(share * 100)} %`
const milliseconds = (value: number | undefined) => (value === undefined ? '' : `${value.toFixed(2)} ms`)
const times = (value: number) => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '')

function number(value: number | undefined, decimals: number): string {
  if (value === undefined || !Number.isFinite(value)) return ''
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

/** The results as Markdown: a table for each scenario, then the targets. */
export function report(scenarios: readonly Scenario[], results: readonly Result[]): string {
  const sections = scenarios.map((scenario) => scenarioTable(scenario, resultsOf(scenario, results)))
  const rows = scenarios.flatMap((scenario) => targetRows(scenario, resultsOf(scenario, results)))
  const targets = table(['scenario', 'target', 'measured', 'per CPU second', 'met'], rows)
  return [...sections, ...(rows.length > 0 ? [`### Targets\n\n${targets}`] : [])].join('\n\n')
}

type Summaries = ReadonlyMap<string, Summary>

function resultsOf({ name }: Scenario, results: readonly Result[]): Summaries {
  const summaries = new Map<string, Summary>()
  for (const { scenario, contestant, measurements } of results) {
    const summary = scenario === name ? summarise(measurements) : undefined
    if (summary) summaries.set(contestant, summary)
  }
  return summaries
}

function scenarioTable({ title, name, unit, cpuUnit, decimals }: Scenario, summaries: Summaries): string {
  const ours = summaries.get('ours')
  const rows = [...summaries].map(([contestant, summary]) => [
    contestant,
    number(summary.value, decimals),
    ...(cpuUnit === undefined ? [] : [number(summary.perCpu, decimals)]),
    times((ours?.value ?? Number.NaN) / summary.value),
    ...(cpuUnit === undefined ? [] : [times((ours?.perCpu ?? Number.NaN) / (summary.perCpu ?? Number.NaN))]),
    milliseconds(summary.p50),
    milliseconds(summary.p99),
    percent(summary.serverCpu),
    percent(summary.generatorCpu) + (summary.generatorCpu >= BUSY_GENERATOR ? ' (!)' : ''),
    summary.note,
  ])
  const head = [
    'contestant',
    unit,
    ...(cpuUnit === undefined ? [] : [cpuUnit]),
    'ours ÷ it',
    ...(cpuUnit === undefined ? [] : ['ours ÷ it, CPU']),
    'p50',
    'p99',
    'server CPU',
    'generator CPU',
    '',
  ]
  const isBusy = [...summaries.values()].some(({ generatorCpu }) => generatorCpu >= BUSY_GENERATOR)
  const warning = isBusy ? '\n\n(!) The generator was at its limit: what it measured is a lower bound.' : ''
  return `### ${name}: ${title}\n\n${table(head, rows)}${warning}`
}

function targetRows({ name, decimals }: Scenario, summaries: Summaries): string[][] {
  const ours = summaries.get('ours')
  if (!ours) return []
  return TARGETS[name].flatMap((target) => {
    const baseline = target.kind === 'at most' ? undefined : summaries.get(target.baseline)
    if (target.kind !== 'at most' && !baseline) return []
    const value = compare(target, ours.value, baseline?.value)
    const isRatio = target.kind === 'at least times' || target.kind === 'at most times'
    const perCpu = isRatio ? compare(target, ours.perCpu ?? Number.NaN, baseline?.perCpu) : Number.NaN
    const show = (each: number) => (isRatio ? times(each) : number(each, decimals))
    return [[name, describe(target), show(value), isRatio ? show(perCpu) : '', verdict(target, value, perCpu)]]
  })
}

function compare(target: Target, ours: number, baseline: number | undefined): number {
  switch (target.kind) {
    case 'at least times':
    case 'at most times':
      return ours / (baseline ?? Number.NaN)
    case 'at most more':
      return ours - (baseline ?? Number.NaN)
    case 'at most':
      return ours
  }
}

function describe(target: Target): string {
  switch (target.kind) {
    case 'at least times':
      return `at least ${target.bound} × ${target.baseline}`
    case 'at most times':
      return `at most ${target.bound} × ${target.baseline}`
    case 'at most more':
      return `at most ${target.bound} ms more than ${target.baseline}`
    case 'at most':
      return `at most ${target.bound}`
  }
}

function verdict(target: Target, value: number, perCpu: number): string {
  const isMet = (each: number) => (target.kind === 'at least times' ? each >= target.bound : each <= target.bound)
  if (isMet(value)) return Number.isNaN(perCpu) || isMet(perCpu) ? 'yes' : 'yes, but not per CPU second'
  return isMet(perCpu) ? 'per CPU second only' : 'no'
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0), 3))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
