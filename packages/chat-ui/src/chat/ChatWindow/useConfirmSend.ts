import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ConfirmPolicy, ConfirmRequest, SendContext } from '../ConfirmSend/confirmPolicy.ts'

/** What is asked just now. */
export interface PendingSend {
  readonly context: SendContext
  readonly request: ConfirmRequest
}

/** A question before a send: what stops the box until it is answered, and how to answer it. */
export interface ConfirmSendState {
  readonly pending: PendingSend | undefined
  readonly beforeSend: (outgoing: Pick<SendContext, 'text' | 'files'>) => boolean | Promise<boolean>
  readonly answer: (isSure: boolean) => void
}

/** Asks a policy before each send, and the reader where it says so. Whoever leaves has said no. */
export function useConfirmSend(
  policy: ConfirmPolicy,
  whom: Omit<SendContext, 'text' | 'files' | 'isFirst'>,
): ConfirmSendState {
  const [pending, setPending] = useState<PendingSend>()
  const latest = useRef({ policy, whom })
  const resolve = useRef<(isSure: boolean) => void>(undefined)
  const hasSent = useRef(false)
  useEffect(() => {
    latest.current = { policy, whom }
  })

  const settle = useCallback((isSure: boolean) => {
    hasSent.current ||= isSure
    resolve.current?.(isSure)
    resolve.current = undefined
  }, [])
  useEffect(() => () => settle(false), [settle])

  const beforeSend = useCallback<ConfirmSendState['beforeSend']>(
    (outgoing) => {
      const context: SendContext = { ...latest.current.whom, ...outgoing, isFirst: !hasSent.current }
      const asked = latest.current.policy(context)
      if (asked === false) {
        hasSent.current = true
        return true
      }
      settle(false)
      setPending({ context, request: asked === true ? {} : asked })
      return new Promise<boolean>((done) => {
        resolve.current = done
      })
    },
    [settle],
  )
  const answer = useCallback(
    (isSure: boolean) => {
      setPending(undefined)
      settle(isSure)
    },
    [settle],
  )

  return useMemo(() => ({ pending, beforeSend, answer }), [pending, beforeSend, answer])
}
