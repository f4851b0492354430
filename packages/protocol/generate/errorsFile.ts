import { ERRORS } from '../src/errors.ts'

/** `src/errors.gen.ts`: what a client needs of the error table, without the prose it never shows. */
export function errorsFile(): string {
  const refusals = Object.entries(ERRORS)
    .filter(([, { retryable }]) => !retryable)
    .map(([code, { message, resolution }]) => `${code}: ${JSON.stringify(`${message}. ${resolution}.`)}`)
  return `// Made from the error table by \`npm run generate\`: change that, never this.
import type { ErrorCode } from './errors.ts'

/** Every code of the error table. */
export const ERROR_CODES: readonly ErrorCode[] = ${JSON.stringify(Object.keys(ERRORS))}

/** What happened and what to do about it, for the errors after which the same request cannot succeed. */
export const REFUSALS: Readonly<Partial<Record<ErrorCode, string>>> = { ${refusals.join(', ')} }
`
}
