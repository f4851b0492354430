import { isErrorCode } from '@mediconnect/protocol/client/errors'
import { useEffect, useRef, useState } from 'react'
import type { Connection } from '../chat/ConnectionStatus/ConnectionStatus.tsx'
import { connectionStrings } from '../i18n/english/connection.ts'
import { useStrings } from '../i18n/LocaleContext.ts'
import type { Strings } from '../i18n/strings.ts'
import { useAnnounce } from './useAnnounce.ts'

/** A connection that is back before this was not lost. */
const BLIP_MS = 1_500

/** Says that the connection is lost, once and not at each attempt, and that it is back. */
export function useConnectionNews(connection: Connection = { status: 'idle' }): void {
  const strings = useStrings(connectionStrings)
  const announce = useAnnounce()
  const told = useRef(false)
  const { status } = connection
  const isUp = status === 'connected' || status === 'idle'
  const reason = status === 'stopped' ? reasonOf(connection.code, strings) : undefined
  const [isDown, setDown] = useState(false)
  // An attempt in between is neither.
  if (isUp && isDown) setDown(false)
  if ((status === 'waiting' || status === 'stopped') && !isDown) setDown(true)

  useEffect(() => {
    if (!isDown || reason !== undefined || told.current) return
    const timer = setTimeout(() => {
      told.current = true
      announce(strings.offline, { assertive: true, topic: 'connection' })
    }, BLIP_MS)
    return () => clearTimeout(timer)
  }, [isDown, reason, strings, announce])

  useEffect(() => {
    if (reason === undefined) return
    told.current = true
    announce(reason, { assertive: true, topic: 'connection' })
  }, [reason, announce])

  useEffect(() => {
    if (!isUp || !told.current) return
    told.current = false
    announce(strings.connected, { topic: 'connection' })
  }, [isUp, strings, announce])
}

function reasonOf(code: string | undefined, strings: Pick<Strings, 'stopped' | 'stoppedReason'>): string {
  return code !== undefined && isErrorCode(code) ? strings.stoppedReason(code) : strings.stopped
}
