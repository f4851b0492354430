import type { Page } from '@playwright/test'
import { bubble, openRoom, stored, transcript, write } from '../chat.ts'
import { expect, type World } from '../world.ts'
import { findings, NOTHING_WRONG } from './findings.ts'
import { begin, OUTAGES, WITHOUT_PAGES } from './outages.ts'
import type { Random } from './random.ts'
import type { ShortTokens } from './shortTokens.ts'
import { createTabs, MOVES } from './tabs.ts'
import { createTally } from './tally.ts'

const ROOM = '123_456'
const WRITER = 'dr_smith'
const READER = 'patient_doe'
/** Something breaks before every so many bursts of messages, on average. */
const OUTAGE_EVERY = 6
/** It lasts for so many bursts at most. */
const MAX_BURSTS = 3
/** A tab goes or comes after every so many. */
const MOVE_EVERY = 6
const MAX_BURST = 4
const SETTLES_MS = 60_000

export interface FaultRun {
  readonly world: World
  readonly tokens: ShortTokens
  readonly random: Random
  readonly messages: number
  /** Tabs of the writer that are open at most. */
  readonly tabs: number
  /** Told after every message. */
  onWritten(count: number): void
}

/**
 * Writes numbered messages while things break; at the end everybody must have each once, in the order of writing.
 * Gives how often what happened.
 */
export async function runFaults({ world, tokens, random, onWritten, ...run }: FaultRun) {
  const [readerContext, context] = [await world.newContext(), await world.newContext()]
  const tally = createTally([readerContext, context])
  for (const each of [readerContext, context]) await tokens.applyTo(each)
  const reader = await world.signIn(READER, readerContext)
  await openRoom(reader, ROOM)
  const tabs = createTabs({ world, context, username: WRITER, room: ROOM, count: run.tabs, random })
  await tabs.openAll()
  const nextOutage = random.turns(OUTAGES)
  const nextMove = random.turns(MOVES)

  const written: string[] = []
  const writeBurst = async (): Promise<void> => {
    for (let left = random.whole(1, MAX_BURST); left > 0 && written.length < run.messages; left -= 1) {
      const page = await tabs.front()
      const text = `message number ${written.length + 1}.`
      await write(page, text)
      // From here on it may not be lost.
      await expect(bubble(page, text)).toBeVisible()
      written.push(text)
      onWritten(written.length)
    }
  }

  while (written.length < run.messages) {
    const outage = random.once(OUTAGE_EVERY) ? nextOutage() : undefined
    const move = random.once(MOVE_EVERY) ? nextMove() : undefined
    const mend = outage && (await begin(outage, await tabs.front(), { world, context, tokens, tally }))
    if (outage) tally.count(outage)
    for (let left = outage ? random.whole(1, MAX_BURSTS) : 1; left > 0; left -= 1) await writeBurst()
    const isMendedFirst = random.once(2) || (outage !== undefined && WITHOUT_PAGES.includes(outage))
    if (isMendedFirst) await mend?.()
    const finish = move && (await tabs.move(move))
    if (move) tally.count(move)
    if (!isMendedFirst) await mend?.()
    await finish?.()
  }

  await tabs.openAll()
  // Whatever is not there by then is lost, and the comparison says what.
  await expect
    .poll(async () => (await stored(world.serverUrl, WRITER, ROOM)).length, { timeout: SETTLES_MS })
    .toBeGreaterThanOrEqual(written.length)
    .catch(() => undefined)
  const kept = await stored(world.serverUrl, WRITER, ROOM)
  expect(findings(written, kept), 'in the database').toEqual(NOTHING_WRONG)
  for (const [index, page] of tabs.pages.entries()) await expectAll(page, `in the writer's tab ${index + 1}`, written)
  await expectAll(reader, 'with the reader', written)
  return tally.counts
}

/** The page shows each message once and in order. */
async function expectAll(page: Page, where: string, written: readonly string[]): Promise<void> {
  await page.bringToFront()
  const window = page.locator('.mc-chat-window')
  await expect(window, where).toHaveAttribute('data-connection', 'connected', { timeout: SETTLES_MS })
  await expect(bubble(page, written.at(-1) ?? ''), where).toBeVisible({ timeout: SETTLES_MS })
  expect(findings(written, await transcript(page)), where).toEqual(NOTHING_WRONG)
}
