import { createFaults, type Network } from '@mediconnect/ws-react/testing'
import { NO_FAULTS, type FaultSettings } from '../model/faultSettings.ts'
import { createFrameLog, type FrameLog } from './frameLog.ts'
import { createLoggedNetwork, type SocketName } from './loggedNetwork.ts'

/** One pane's way to the server, which fails to order. It outlives a reload of the pane, as a network does. */
export interface PaneNetwork extends Network {
  readonly log: FrameLog
  /** Makes the faults those, and no others, once it has begun. */
  apply(faults: FaultSettings): void
  /** From now on there are faults: until then the pane gets to where its link says it stood. */
  begin(): void
  /** Breaks what is open, once; the next dial succeeds. */
  killSockets(): void
  /** Every token used so far has run out. */
  expireToken(): void
  /** Sends a text as it is; false when that socket is not open. */
  sendRaw(via: SocketName, text: string): boolean
}

export function createPaneNetwork(browser: Network): PaneNetwork {
  const log = createFrameLog()
  let wanted = NO_FAULTS
  let current = NO_FAULTS
  let hasBegun = false
  let stopFrames: (() => void)[] = []

  /** Frames are delayed by the faults; calls are not, so it is done here. */
  async function slowFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    if (current.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, current.slowMs))
    return browser.fetch(input, init)
  }
  const faults = createFaults({ WebSocket: browser.WebSocket, fetch: slowFetch })
  const logged = createLoggedNetwork(faults, log)

  function applyToFrames({ slowMs, dropIn, dropOut, duplicate, reorder }: FaultSettings): void {
    for (const stop of stopFrames) stop()
    stopFrames = []
    if (slowMs > 0) stopFrames.push(faults.delay(slowMs))
    if (dropIn > 0) stopFrames.push(faults.drop({ direction: 'in', every: dropIn }))
    if (dropOut > 0) stopFrames.push(faults.drop({ direction: 'out', every: dropOut }))
    if (duplicate) stopFrames.push(faults.duplicate())
    if (reorder) stopFrames.push(faults.reorder())
  }

  function enact(): void {
    const before = current
    current = wanted
    applyToFrames(current)
    if (current.cut && !before.cut) faults.hold()
    if (!current.cut && before.cut) faults.release()
    if (current.offline && !before.offline) faults.cut()
    if (!current.offline && before.offline) faults.restore()
  }

  return {
    WebSocket: logged.WebSocket,
    fetch: logged.fetch,
    sendRaw: logged.sendRaw,
    log,
    apply: (next) => {
      if (next === wanted) return
      wanted = next
      if (hasBegun) enact()
    },
    begin: () => {
      if (hasBegun) return
      hasBegun = true
      enact()
    },
    killSockets: () => {
      faults.cut()
      if (!current.offline) faults.restore()
    },
    expireToken: faults.expire,
  }
}

/** The browser's own network. */
export function browserNetwork(): Network {
  return { WebSocket: window.WebSocket, fetch: (input, init) => window.fetch(input, init) }
}
