import { bubble, openRoom, stored, transcript, write } from './chat.ts'
import { expect, test } from './world.ts'

const room = '123_456'
/** A minute and more when it is asked for. */
const SECONDS = Number(process.env.SOAK_SECONDS ?? 20)
const PER_SECOND = 10

// Ten a second are more than one person may send by default: the limit is not what is looked at here.
test.use({ serverEnv: { RATE_LIMIT_MESSAGES: '1000' }, trace: 'off' })

test(`ten messages a second for ${SECONDS} s: none lost, none doubled, nothing on the console`, async ({ world }) => {
  test.setTimeout(60_000 + SECONDS * 2_000)
  const pages = [await world.signIn('dr_smith'), await world.signIn('patient_doe')] as const
  for (const page of pages) await openRoom(page, room)

  const sent: string[] = []
  const started = Date.now()
  for (let n = 0; n < SECONDS * PER_SECOND; n += 1) {
    const due = started + (n * 1000) / PER_SECOND
    const page = pages[n % 2 === 0 ? 0 : 1]
    // The pace is what is tested: a message each tenth of a second.
    if (due > Date.now()) await page.waitForTimeout(due - Date.now())
    const text = `message number ${n + 1}.`
    await write(page, text)
    sent.push(text)
  }
  for (const page of pages) await expect(bubble(page, `message number ${sent.length}.`)).toBeVisible()

  const inDatabase = await stored(world.serverUrl, 'dr_smith', room)
  expect(inDatabase.toSorted()).toEqual(sent.toSorted())
  for (const page of pages) {
    expect(await transcript(page)).toEqual(inDatabase)
  }
  expect(world.complaints).toEqual([])
})
