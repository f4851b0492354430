import { ERROR_CODES, REFUSALS } from './errors.gen.ts'
import type { ErrorCode } from './errors.ts'

/** Close codes are 4000 + N for WS_00N. */
const FIRST_CLOSE_CODE = 4001

/** Whether `code` is one of the table; servers other than ours may send codes of their own. */
export function isErrorCode(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code)
}

/** Whether the same request can succeed later without being changed. */
export function isRetryable(code: string): boolean {
  return isErrorCode(code) && refusalOf(code) === undefined
}

/** What happened and what to do about it, or `undefined` for an error after which trying again can help. */
export function refusalOf(code: ErrorCode): string | undefined {
  return REFUSALS[code]
}

/** The error a close code stands for, or `undefined` for one that is not of the table. */
export function errorOfCloseCode(closeCode: number): ErrorCode | undefined {
  return ERROR_CODES[closeCode - FIRST_CLOSE_CODE]
}
