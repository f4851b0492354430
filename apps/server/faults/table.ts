import type { Result } from './tally.ts'

const COLUMNS = [
  'scenario',
  'messages',
  'clients',
  'reconnects',
  'resends',
  'WS_003',
  'WS_009',
  'lost',
  'doubled',
  'reordered',
  'verdict',
  'seconds',
] as const

/** The results, a line each, under headings. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ scenario, tally, verdict, seconds }) => [
    scenario,
    ...(tally
      ? [
          tally.messages,
          tally.clients,
          tally.reconnects,
          tally.resends,
          tally.ws003,
          tally.ws009,
          tally.lost,
          tally.doubled,
          tally.reordered,
        ]
      : Array.from({ length: 9 }, () => '–')
    ).map(String),
    verdict,
    seconds.toFixed(1),
  ])
  const lines = [[...COLUMNS], ...rows]
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n')
}
