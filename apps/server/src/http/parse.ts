import { describeIssue, Refusal } from '@mediconnect/protocol'
import * as v from 'valibot'

/** Reads a body or a query. Throws WS_004 that says what is wrong. */
export function parse<const Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new Refusal('WS_004', issue.type === 'check' ? issue.message : describeIssue(issue))
}

/** A whole number in a query. */
export const queryCount = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,16}$/), v.transform(Number), v.minValue(min), v.maxValue(max))
