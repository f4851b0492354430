import { DEMO_USERS } from '../../session/demoUsers.ts'
import { FAULT_NAMES, isNumbered, NO_FAULTS, NUMBERED, type FaultSettings } from './faultSettings.ts'

/** A pane's place on the bench, 1 to 4: the key that reaches it, and what it is called in test ids. */
export type Slot = (typeof SLOTS)[number]

export const SLOTS = [1, 2, 3, 4] as const

/** One user's device on the bench. */
export interface PaneSetup {
  readonly slot: Slot
  readonly username: string
  readonly roomName: string
  readonly faults: FaultSettings
}

/** Everything a link says of the bench: names and ids of demo users and rooms only. */
export type BenchSetup = readonly PaneSetup[]

export const FIRST_SETUP: BenchSetup = [pane(1, 'dr_smith', '123_456'), pane(2, 'patient_doe', '123_456')]

export function pane(slot: Slot, username: string, roomName: string, faults: Partial<FaultSettings> = {}): PaneSetup {
  return { slot, username, roomName, faults: { ...NO_FAULTS, ...faults } }
}

/** Such as `p1=dr_smith.123_456.slowMs-800&p2=patient_doe.123_456`. */
export function encodeSetup(setup: BenchSetup): string {
  return setup
    .map(({ slot, username, roomName, faults }) =>
      [`p${slot}=${username}`, encodeURIComponent(roomName), ...encodeFaults(faults)].join('.'),
    )
    .join('&')
}

/** What a link says; what it says wrongly is left out. */
export function parseSetup(query: string): BenchSetup {
  const parameters = new URLSearchParams(query)
  const panes = SLOTS.flatMap((slot): PaneSetup[] => {
    const [username, roomName, ...faults] = (parameters.get(`p${slot}`) ?? '').split('.')
    if (!roomName || !DEMO_USERS.some((user) => user.username === username)) return []
    return [{ slot, username: username ?? '', roomName, faults: parseFaults(faults) }]
  })
  return panes.length > 0 ? panes : FIRST_SETUP
}

/** The lowest place that is free. */
export function freeSlot(setup: BenchSetup): Slot | undefined {
  return SLOTS.find((slot) => !setup.some((one) => one.slot === slot))
}

function encodeFaults(faults: FaultSettings): string[] {
  return FAULT_NAMES.flatMap((name) => {
    const value = faults[name]
    if (!value) return []
    return value === true ? name : `${name}-${value}`
  })
}

function parseFaults(words: readonly string[]): FaultSettings {
  const faults: Record<string, boolean | number> = {}
  for (const word of words) {
    const [name = '', value] = word.split('-')
    if (isNumbered(name)) {
      const { min, max } = NUMBERED[name]
      const number = Number(value)
      if (Number.isInteger(number) && number >= min && number <= max) faults[name] = number
    } else if (Object.hasOwn(NO_FAULTS, name)) {
      faults[name] = true
    }
  }
  return { ...NO_FAULTS, ...faults }
}
