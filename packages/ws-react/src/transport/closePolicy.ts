import { errorOfCloseCode, refusalOf } from '@mediconnect/protocol/client'

/** What to do after a socket closed. */
export type CloseDecision =
  | { readonly action: 'retry' }
  | { readonly action: 'reauthenticate' }
  | { readonly action: 'stop'; readonly code: string; readonly message: string }

/** Decides by the close code: the error table says which refusals may succeed later, all else is the network. */
export function decideAfterClose(closeCode: number): CloseDecision {
  const code = errorOfCloseCode(closeCode)
  if (code === undefined) return { action: 'retry' }
  if (code === 'WS_001') return { action: 'reauthenticate' }
  // One message was too large, not the connection: whoever owes it has taken note of the error frame.
  if (code === 'WS_010') return { action: 'retry' }
  const message = refusalOf(code)
  return message === undefined ? { action: 'retry' } : { action: 'stop', code, message }
}
