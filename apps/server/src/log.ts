import { describeIssue } from '@mediconnect/protocol'
import pino, { type DestinationStream, type Logger } from 'pino'
import * as v from 'valibot'

const STDERR = 2

/** Structured logs. What could hold a token, a password or a patient's words is cut out wherever it turns up. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    },
    destination ?? pino.destination({ fd: STDERR, sync: true }),
  )
}

/** A value that was not as expected may be a patient's words: what is told is where it was, not what it was. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  if (!v.isValiError(error)) return pino.stdSerializers.err(error)
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  return { type: error.name, issues: error.issues.map(describeIssue), stack: frames?.join('\n') }
}

const SECRET_FIELDS = [
  'token',
  'access',
  'refresh',
  'password',
  'authorization',
  'url',
  'message',
  'text',
  'title',
  'metadata',
  'file_name',
] as const
