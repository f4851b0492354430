import type { Slot } from './setup.ts'

/** What shows more of a pane. */
export type PanelName = 'faults' | 'frames' | 'state'

/** One control of the bench: what it is called, and the key that presses it. */
export interface ControlDefinition {
  readonly label: string
  /** A letter stands for itself; a capital one wants Shift. */
  readonly key: string
  /** Where it is: once on the bench, or in each pane, there perhaps in a panel. */
  readonly place: 'bench' | 'server' | 'pane' | PanelName
}

/** Every control there is. Test ids, tooltips, the keyboard and its help are made from this table. */
export const CONTROLS = {
  'add-pane': { label: 'Add a pane', key: 'a', place: 'bench' },
  'copy-link': { label: 'Copy the link to this set-up', key: 'y', place: 'bench' },
  'server-panel': { label: 'Server', key: 's', place: 'bench' },
  scripts: { label: 'QA scripts', key: 'g', place: 'bench' },
  shortcuts: { label: 'Keyboard shortcuts', key: '?', place: 'bench' },

  seconds: { label: 'Seconds', key: 'q', place: 'server' },
  restart: { label: 'Restart', key: 'R', place: 'server' },
  'kill-server': { label: 'Kill -9', key: 'K', place: 'server' },
  'pause-database': { label: 'Pause database', key: 'P', place: 'server' },
  'message-user': { label: 'Written by', key: 'U', place: 'server' },
  'message-room': { label: 'In room', key: 'M', place: 'server' },
  'message-count': { label: 'Messages', key: 'b', place: 'server' },
  burst: { label: 'Send burst', key: 'B', place: 'server' },
  flood: { label: 'Flood', key: 'F', place: 'server' },
  'notification-type': { label: 'Type', key: 'T', place: 'server' },
  'notification-priority': { label: 'Priority', key: 'Y', place: 'server' },
  broadcast: { label: 'Send to everyone', key: 'N', place: 'server' },

  user: { label: 'User', key: 'u', place: 'pane' },
  room: { label: 'Room', key: 'm', place: 'pane' },
  reload: { label: 'Reload pane', key: 'z', place: 'pane' },
  'second-device': { label: 'Second device', key: 'n', place: 'pane' },
  close: { label: 'Close pane', key: 'x', place: 'pane' },
  faults: { label: 'Faults', key: 'f', place: 'pane' },
  frames: { label: 'Frames', key: 'l', place: 'pane' },
  state: { label: 'State', key: 'v', place: 'pane' },

  cut: { label: 'Cut the line', key: 'c', place: 'faults' },
  offline: { label: 'Offline', key: 'o', place: 'faults' },
  slowMs: { label: 'Slow', key: 'w', place: 'faults' },
  'slowMs-value': { label: 'Milliseconds of delay', key: 'W', place: 'faults' },
  dropIn: { label: 'Lose frames in', key: 'i', place: 'faults' },
  'dropIn-value': { label: 'Lose each so many frames in', key: 'I', place: 'faults' },
  dropOut: { label: 'Lose frames out', key: 'e', place: 'faults' },
  'dropOut-value': { label: 'Lose each so many frames out', key: 'E', place: 'faults' },
  duplicate: { label: 'Double frames', key: 'd', place: 'faults' },
  reorder: { label: 'Reorder frames', key: 'r', place: 'faults' },
  idle: { label: 'Idle after 3 s', key: 'j', place: 'faults' },
  away: { label: 'Go away', key: 'h', place: 'faults' },
  'kill-socket': { label: 'Kill the socket', key: 'k', place: 'faults' },
  'expire-token': { label: 'Expire the token', key: 't', place: 'faults' },
  'clear-faults': { label: 'End all faults', key: '0', place: 'faults' },
  'raw-frame': { label: 'Frame by hand', key: 'J', place: 'faults' },
  'send-raw-frame': { label: 'Send it', key: 'X', place: 'faults' },

  'filter-type': { label: 'Filter by type', key: 'L', place: 'frames' },
  'filter-direction': { label: 'Direction', key: 'D', place: 'frames' },
  'pause-frames': { label: 'Pause', key: 'p', place: 'frames' },
  'copy-frames': { label: 'Copy as JSON', key: 'C', place: 'frames' },
  'clear-frames': { label: 'Empty', key: 'O', place: 'frames' },
} as const satisfies Readonly<Record<string, ControlDefinition>>

export type ControlName = keyof typeof CONTROLS

/** Of those there is one in each pane. */
export function isInPane(name: ControlName): boolean {
  const { place } = CONTROLS[name]
  return place !== 'bench' && place !== 'server'
}

/** The same in every version, for tests to hold on to. */
export function testIdOf(name: ControlName, slot?: Slot): string {
  return slot === undefined ? `qa-${name}` : `pane-${slot}-${name}`
}

/** As it is written for people, and in `aria-keyshortcuts`. */
export function keyText(key: string): string {
  return /^[A-Z]$/.test(key) ? `Shift+${key}` : key.toUpperCase()
}

/** The control a key presses. */
export function controlOfKey(key: string): ControlName | undefined {
  return CONTROL_NAMES.find((name) => CONTROLS[name].key === key)
}

export const CONTROL_NAMES = Object.keys(CONTROLS) as ControlName[]

/** What makes an element that control. */
export function controlProps(name: ControlName, slot?: Slot) {
  const { label, key } = CONTROLS[name]
  return {
    'data-testid': testIdOf(name, slot),
    'aria-keyshortcuts': keyText(key),
    title: `${label} (${keyText(key)})`,
  }
}
