import { memoryTokenStorage, type TokenStorage } from '../../session/tokenStorage.ts'
import type { PaneSetup, Slot } from '../model/setup.ts'
import { browserNetwork, createPaneNetwork, type PaneNetwork } from './paneNetwork.ts'

/** What of a pane outlives its reload: its network, and who is signed in. */
export interface Device {
  readonly network: PaneNetwork
  readonly tokens: TokenStorage
}

/** The devices on the bench, each made when it is first asked for. */
export interface Devices {
  of(pane: Pick<PaneSetup, 'slot' | 'username'>): Device
  /** Another user, or nobody, will be in that place. */
  forget(slot: Slot): void
}

export function createDevices(): Devices {
  const bySlot = new Map<Slot, { readonly username: string; readonly device: Device }>()
  return {
    of: ({ slot, username }) => {
      const found = bySlot.get(slot)
      if (found?.username === username) return found.device
      const device = { network: createPaneNetwork(browserNetwork()), tokens: memoryTokenStorage() }
      bySlot.set(slot, { username, device })
      return device
    },
    forget: (slot) => void bySlot.delete(slot),
  }
}
