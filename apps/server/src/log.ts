import pino, { type DestinationStream, type Logger } from 'pino'

const STDERR = 2

/** Structured logs. What could hold a token, a password or a patient's words is cut out wherever it turns up. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), remove: true },
    },
    destination ?? pino.destination({ fd: STDERR, sync: true }),
  )
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
