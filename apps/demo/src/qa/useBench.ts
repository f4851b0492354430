import { useCallback, useEffect, useState } from 'react'
import { hashOf } from '../routing/route.ts'
import type { FaultSettings } from './model/faultSettings.ts'
import { encodeSetup, freeSlot, pane, parseSetup, type BenchSetup, type PaneSetup, type Slot } from './model/setup.ts'
import { createDevices, type Devices } from './network/devices.ts'

/** What stands on the bench, and how that is changed. The address always says the same. */
export interface Bench {
  readonly setup: BenchSetup
  readonly devices: Devices
  /** Changes with each link that is followed: panes of another link are others. */
  readonly generation: number
  add(username: string, roomName: string): void
  close(slot: Slot): void
  setUser(slot: Slot, username: string, roomName: string): void
  setRoom(slot: Slot, roomName: string): void
  setFaults(slot: Slot, faults: FaultSettings): void
}

interface BenchState {
  readonly setup: BenchSetup
  readonly devices: Devices
  readonly generation: number
}

/** `query` is what the address says. */
export function useBench(query: string): Bench {
  const [seen, setSeen] = useState(query)
  const [state, setState] = useState<BenchState>(() => begin(query, 0))
  const encoded = encodeSetup(state.setup)

  if (query !== seen) {
    setSeen(query)
    // What was written into the address here is no other link.
    if (query !== encoded) setState(begin(query, state.generation + 1))
  }

  useEffect(() => {
    // Not through the history: going back leaves the bench.
    window.history.replaceState(null, '', hashOf({ page: 'qa', query: encoded }))
  }, [encoded, state.generation])

  const change = useCallback((next: (setup: BenchSetup, devices: Devices) => BenchSetup) => {
    setState((before) => ({ ...before, setup: next(before.setup, before.devices) }))
  }, [])
  const { devices } = state

  return {
    ...state,
    add: useCallback(
      (username, roomName) =>
        change((setup) => {
          const slot = freeSlot(setup)
          return slot ? [...setup, pane(slot, username, roomName)].sort((a, b) => a.slot - b.slot) : setup
        }),
      [change],
    ),
    close: useCallback(
      (slot) => {
        devices.forget(slot)
        change((setup) => setup.filter((one) => one.slot !== slot))
      },
      [change, devices],
    ),
    setUser: useCallback(
      (slot, username, roomName) => {
        devices.forget(slot)
        change((setup) => replace(setup, pane(slot, username, roomName)))
      },
      [change, devices],
    ),
    setRoom: useCallback((slot, roomName) => change((setup) => update(setup, slot, { roomName })), [change]),
    setFaults: useCallback((slot, faults) => change((setup) => update(setup, slot, { faults })), [change]),
  }
}

function begin(query: string, generation: number): BenchState {
  return { setup: parseSetup(query), devices: createDevices(), generation }
}

function replace(setup: BenchSetup, next: PaneSetup): BenchSetup {
  return setup.map((one) => (one.slot === next.slot ? next : one))
}

function update(setup: BenchSetup, slot: Slot, part: Partial<PaneSetup>): BenchSetup {
  return setup.map((one) => (one.slot === slot ? { ...one, ...part } : one))
}
