import type { Page } from '@playwright/test'
import { openRoom, stored, transcript, write } from './chat.ts'
import { expect, test } from './world.ts'

const room = '123_456'
const SEED = Number(process.env.FAULT_SEED ?? 1)
const MESSAGES = Number(process.env.FAULT_MESSAGES ?? 60)
/** A fault before every so many messages, on average. */
const EVERY = 5
const FAULTS = ['cut', 'reload', 'kill', 'close'] as const

// Playwright writes faster than one person may.
test.use({ serverEnv: { RATE_LIMIT_MESSAGES: '1000' }, trace: 'off' })

test(`whatever breaks while ${MESSAGES} messages are sent, both sides show each once and in order (seed ${SEED})`, async ({
  world,
}) => {
  test.setTimeout(MESSAGES * 4_000 + 60_000)
  const random = seeded(SEED)
  const patient = await world.signIn('patient_doe')
  await openRoom(patient, room)
  let doctor = await world.signIn('dr_smith')
  await openRoom(doctor, room)
  const context = doctor.context()

  /** Brings about a fault; gives how to end it. */
  const breakSomething = async (fault: (typeof FAULTS)[number]): Promise<() => Promise<void>> => {
    switch (fault) {
      case 'cut':
        world.cut()
        return () => Promise.resolve(world.mend())
      case 'kill':
        await world.killServer('SIGKILL')
        return world.startServer
      case 'reload':
        return async () => {
          await doctor.reload()
          await ready(doctor)
        }
      case 'close':
        return async () => {
          await doctor.close()
          doctor = await world.signIn('dr_smith', context)
          await openRoom(doctor, room)
        }
    }
  }

  for (let n = 1; n <= MESSAGES;) {
    const end = random() < 1 / EVERY ? await breakSomething(pick(FAULTS, random)) : undefined
    // A few are written while it is broken, or right before the page goes.
    for (let left = 1 + Math.floor(random() * 3); left > 0 && n <= MESSAGES; left -= 1, n += 1) {
      await write(doctor, `message number ${n}.`)
      await expect(doctor.locator('.mc-message').filter({ hasText: `message number ${n}.` })).toBeVisible()
    }
    await end?.()
  }

  const expected = Array.from({ length: MESSAGES }, (_, index) => `message number ${index + 1}.`)
  await expect.poll(() => stored(world.serverUrl, 'dr_smith', room), { timeout: 60_000 }).toEqual(expected)
  for (const page of [doctor, patient]) {
    await expect(page.locator('.mc-message').filter({ hasText: `message number ${MESSAGES}.` })).toBeVisible({
      timeout: 40_000,
    })
    await expect(page.locator('.mc-chat-window')).toHaveAttribute('data-connection', 'connected', { timeout: 40_000 })
    expect(await transcript(page)).toEqual(expected)
  }
})

/** After a reload the page goes on where it was. */
async function ready(page: Page): Promise<void> {
  await page.locator('.mc-chat-window textarea').waitFor({ timeout: 40_000 })
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('Nothing to pick from.')
  return item
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
