import type { OpenTabChannel, TabChannel } from './tabChannel.ts'

/** Tells when nobody has used any tab of the user for a while. */
export interface IdleMonitor {
  /**
   * Calls `onIdle` once nobody did anything for `after` milliseconds in any tab, with the time of the last input, and
   * `onBack` when somebody does again. Returns how to stop. Input is listened to while anyone watches.
   */
  watch(after: number, onIdle: (lastInputAt: number) => void, onBack?: () => void): () => void
  /** Counts as something the user did. */
  touch(): void
}

export interface IdleMonitorOptions {
  /** The tabs of a user are told apart from those of others by it. */
  readonly userId: number
  /** Epoch milliseconds. @default Date.now */
  readonly now?: () => number
  /** When the first one began to watch, if that was before this was loaded. @default when it does */
  readonly since?: number
  /** Where the user's input is heard. @default the window */
  readonly target?: EventTarget
  /** How the tabs hear of each other. */
  readonly openChannel: OpenTabChannel
}

interface Watcher {
  readonly after: number
  readonly onIdle: (lastInputAt: number) => void
  readonly onBack: (() => void) | undefined
  isIdle: boolean
}

/** How often the clock is looked at, and the other tabs are told: timers alone would miss what a machine slept. */
const CHECK_MS = 1_000
/** How long another tab has to say that it is in use, before this one believes that nobody is there. */
const ASK_MS = 250
/** Clicks and input come alone from whoever speaks, or reads with a screen reader. */
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'click', 'input']
/** After these the clock may have gone on without our timers. */
const WAKE_UPS = ['focus', 'pageshow', 'visibilitychange']

export function createIdleMonitor(options: IdleMonitorOptions): IdleMonitor {
  const { userId, now = Date.now, openChannel } = options
  const watchers = new Set<Watcher>()
  let beginning = options.since
  let lastInputAt = now()
  let toldAt = 0
  let pointer = ''
  let channel: TabChannel | undefined
  let askTimer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | undefined

  function check(hasAsked = false): void {
    // A clock that was put back must not keep anybody here for longer.
    lastInputAt = Math.min(lastInputAt, now())
    const idle = now() - lastInputAt
    for (const watcher of [...watchers]) {
      if (idle < watcher.after) {
        if (watcher.isIdle) change(watcher, false)
      } else if (!watcher.isIdle) {
        if (hasAsked || !channel) change(watcher, true)
        else ask(channel)
      }
    }
  }

  function change(watcher: Watcher, isIdle: boolean): void {
    watcher.isIdle = isIdle
    if (isIdle) watcher.onIdle(lastInputAt)
    else watcher.onBack?.()
  }

  /** A tab that was frozen has not heard what went on in the others. */
  function ask(others: TabChannel): void {
    if (askTimer !== undefined) return
    others.postMessage('ask')
    askTimer = setTimeout(() => {
      askTimer = undefined
      check(true)
    }, ASK_MS)
  }

  function tell(): void {
    toldAt = lastInputAt
    channel?.postMessage(lastInputAt)
  }

  function touch(): void {
    lastInputAt = now()
    if (lastInputAt - toldAt >= CHECK_MS) tell()
    check()
  }

  function onInput(event: Event): void {
    // Some browsers tell of a move when the page moved under a pointer that lies still.
    if (event.type === 'pointermove' && 'screenX' in event && 'screenY' in event) {
      const before = pointer
      pointer = `${String(event.screenX)} ${String(event.screenY)}`
      if (pointer === before) return
    }
    // Whoever wakes the machine after its time was over comes too late, whatever timer or key is first.
    check()
    if (askTimer === undefined) touch()
  }

  function onTold({ data }: MessageEvent<unknown>): void {
    if (data === 'ask') return tell()
    if (typeof data !== 'number' || data <= lastInputAt) return
    lastInputAt = data
    toldAt = data
    check()
  }

  function start(): () => void {
    const target = options.target ?? window
    lastInputAt = beginning ?? now()
    beginning = undefined
    channel = openChannel(`mediconnect-idle:${userId}`)
    if (channel) channel.onmessage = onTold
    const wake = (): void => check()
    const timer = setInterval(() => {
      if (lastInputAt > toldAt) tell()
      check()
    }, CHECK_MS)
    for (const type of INPUTS) target.addEventListener(type, onInput, { capture: true, passive: true })
    for (const type of WAKE_UPS) target.addEventListener(type, wake, { capture: true })
    return () => {
      clearInterval(timer)
      clearTimeout(askTimer)
      askTimer = undefined
      for (const type of INPUTS) target.removeEventListener(type, onInput, { capture: true })
      for (const type of WAKE_UPS) target.removeEventListener(type, wake, { capture: true })
      channel?.close()
      channel = undefined
    }
  }

  return {
    touch,
    watch: (after, onIdle, onBack) => {
      const watcher: Watcher = { after, onIdle, onBack, isIdle: false }
      watchers.add(watcher)
      stop ??= start()
      check()
      return () => {
        watchers.delete(watcher)
        if (watchers.size > 0) return
        stop?.()
        stop = undefined
      }
    },
  }
}
