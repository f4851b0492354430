import type { ContestantName } from '../page/contestant.ts'
import type { Figure } from './figures.ts'
import type { Measurement } from './scenarios/scenario.ts'
import { median } from './statistics.ts'

/** All rounds of one contestant, over all scenarios. */
export interface Result {
  readonly contestant: ContestantName
  readonly measurements: readonly Measurement[]
}

/** Where a figure is close to zero, ratios say nothing. */
const OURS: readonly ContestantName[] = ['ours', 'ours-window']

/** The medians as Markdown: a row a figure, a column a contestant. */
export function report(figures: readonly Figure[], results: readonly Result[]): string {
  const rows = figures.flatMap((figure) => {
    const values = new Map(results.flatMap((result) => valueOf(figure, result)))
    if (values.size === 0) return []
    const cells = results.map(({ contestant }) => number(values.get(contestant), figure.decimals))
    const ratios = OURS.map((name) => ratio(values.get(name), values.get('floor'), figure))
    return [[figure.title, ...cells, ...ratios, describe(figure), verdict(figure, values)]]
  })
  const head = ['', ...results.map(({ contestant }) => contestant), ...OURS.map((name) => `${name} ÷ floor`)]
  return table([...head, 'goal', 'met'], rows)
}

function valueOf({ key }: Figure, { contestant, measurements }: Result): [ContestantName, number][] {
  const values = measurements.flatMap((measurement) => measurement[key] ?? [])
  return values.length > 0 ? [[contestant, median(values)]] : []
}

function ratio(ours: number | undefined, floor: number | undefined, { target }: Figure): string {
  if (ours === undefined || !floor || target?.kind !== 'at most times the floor') return ''
  return `${(ours / floor).toFixed(2)} ×`
}

function describe({ target, decimals }: Figure): string {
  if (!target) return ''
  if (target.kind === 'at most') return `≤ ${number(target.bound, target.bound === 0 ? 0 : decimals)}`
  return `≤ ${target.bound} × floor`
}

function verdict({ target }: Figure, values: ReadonlyMap<ContestantName, number>): string {
  if (!target) return ''
  const bound = target.kind === 'at most' ? target.bound : target.bound * (values.get('floor') ?? Number.NaN)
  const ours = OURS.filter((name) => values.has(name))
  if (ours.length === 0 || Number.isNaN(bound)) return ''
  const missed = ours.filter((name) => (values.get(name) ?? Number.NaN) > bound)
  return missed.length === 0 ? 'yes' : missed.length === ours.length ? 'no' : `not ${missed.join(', ')}`
}

function number(value: number | undefined, decimals: number): string {
  if (value === undefined || !Number.isFinite(value)) return ''
  return value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0), 3))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}
