import { setTimeout as delay } from 'node:timers/promises'

/** How long a fault lasts: that is part of what it is. */
export async function hold(ms: number): Promise<void> {
  await delay(ms)
}
