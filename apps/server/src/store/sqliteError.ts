import { StoreBusyError } from './store.ts'

const BUSY = 5
const LOCKED = 6
const IO_ERROR = 10
const FULL = 13
const UNIQUE = 2067
const PRIMARY_KEY = 1555

/** A lock or a disk that is full or fails may be well again in a moment; the rest is a fault of the caller. */
export function asStoreError(error: unknown): unknown {
  const primary = errcodeOf(error) & 0xff
  return [BUSY, LOCKED, IO_ERROR, FULL].includes(primary) ? new StoreBusyError(error) : error
}

/** Locked by another process. */
export function isBusy(error: unknown): boolean {
  return [BUSY, LOCKED].includes(errcodeOf(error) & 0xff)
}

export function isDuplicate(error: unknown): boolean {
  const code = errcodeOf(error)
  return code === UNIQUE || code === PRIMARY_KEY
}

function errcodeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0
}
