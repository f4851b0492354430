import { useCallback, useEffect, useState } from 'react'
import type { Connection } from '../ConnectionStatus/ConnectionStatus.tsx'

/** A connection that is back within this time was never away. */
const BLIP_MS = 1_000
/** A dial that fails faster is not shown: the countdown to the next one goes on instead. */
const DIAL_MS = 400

const QUIET: Connection = { status: 'idle' }

export interface CalmConnection {
  readonly connection: Connection
  /** Shows the next change at once: the reader has asked for it. */
  readonly showNow: () => void
}

/** The connection as it is worth telling: short blips and quick attempts are left out; that it is back never is. */
export function useCalmConnection(connection: Connection): CalmConnection {
  const { status } = connection
  const isWell = status === 'connected' || status === 'idle'
  const [isTrouble, setTrouble] = useState(false)
  const [isDialing, setDialing] = useState(false)
  const [waiting, setWaiting] = useState<Connection>()

  if (isWell && isTrouble) setTrouble(false)
  if (isWell && waiting) setWaiting(undefined)
  if (status === 'waiting' && waiting !== connection) setWaiting(connection)
  if (status !== 'connecting' && isDialing) setDialing(false)

  useEffect(() => {
    if (isWell) return
    const timer = setTimeout(setTrouble, BLIP_MS, true)
    return () => clearTimeout(timer)
  }, [isWell])

  useEffect(() => {
    if (status !== 'connecting') return
    const timer = setTimeout(setDialing, DIAL_MS, true)
    return () => clearTimeout(timer)
  }, [status])

  const showNow = useCallback(() => setWaiting(undefined), [])
  return { connection: shown(), showNow }

  function shown(): Connection {
    if (isWell || status === 'stopped') return connection
    if (!isTrouble) return QUIET
    return status === 'connecting' && !isDialing && waiting ? waiting : connection
  }
}
