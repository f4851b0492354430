import * as v from 'valibot'
import type { QaScript } from './qaScript.ts'

const OutcomeSchema = v.picklist(['pass', 'fail'])

/** How a script went; one that was not run has none. */
export type Outcome = v.InferOutput<typeof OutcomeSchema>

/** By script id. */
export type Results = Readonly<Record<string, Outcome>>

const KEY = 'mediconnect-qa-results'
const KeptSchema = v.pipe(v.string(), v.parseJson(), v.record(v.string(), OutcomeSchema))

/** What this tab's session has kept. */
export function readResults(storage: Pick<Storage, 'getItem'>): Results {
  const parsed = v.safeParse(KeptSchema, storage.getItem(KEY))
  return parsed.success ? parsed.output : {}
}

export function keepResults(storage: Pick<Storage, 'setItem'>, results: Results): void {
  storage.setItem(KEY, JSON.stringify(results))
}

/** For a machine. */
export function resultsAsJson(scripts: readonly QaScript[], results: Results, at: Date): string {
  const rows = scripts.map(({ id, feature, title }) => ({ id, feature, title, result: results[id] ?? 'not run' }))
  return JSON.stringify({ at: at.toISOString(), results: rows }, undefined, 2)
}

/** For a report. */
export function resultsAsMarkdown(scripts: readonly QaScript[], results: Results, at: Date): string {
  const rows = scripts.map(({ id, feature, title }) => {
    const cells = [feature, title, `\`${id}\``, results[id] ?? 'not run']
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  const head = ['| Feature | Script | Id | Result |', '| --- | --- | --- | --- |']
  return [`# QA results, ${at.toISOString()}`, '', ...head, ...rows, ''].join('\n')
}
