import { afterEach, expect, test, vi } from 'vitest'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { critical, message } from '../../../fixtures/notifications.ts'
import { english } from '../../i18n/english.ts'
import { claim } from './claim.ts'
import { interruption } from './interruption.ts'
import { DEFAULT_PREFERENCES, keepPreferences, readPreferences } from './preferences.ts'
import { shownText } from './privacy.ts'
import { isQuiet } from './quietHours.ts'
import { useTitleCount } from './useTitleCount.ts'

afterEach(() => {
  document.title = ''
})

const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`)
const NIGHT = { from: '22:00', to: '07:00' }

test.each([
  ['21:59', false],
  ['22:00', true],
  ['03:00', true],
  ['06:59', true],
  ['07:00', false],
])('at %s quiet hours over midnight are on: %s', (time, quiet) => {
  expect(isQuiet(NIGHT, at(time), 'UTC')).toBe(quiet)
})

test('quiet hours are those of the reader’s time zone, and none are never on', () => {
  expect(isQuiet({ from: '12:00', to: '13:00' }, at('12:30'), 'UTC')).toBe(true)
  expect(isQuiet({ from: '12:00', to: '13:00' }, at('12:30'), 'Asia/Tokyo')).toBe(false)
  expect(isQuiet(undefined, at('12:30'))).toBe(false)
})

test('critical ones get through quiet hours, low ones never interrupt', () => {
  const wants = { background: true, sound: true }
  const all = { toast: true, background: true, sound: true }
  const none = { toast: false, background: false, sound: false }
  expect(interruption('critical', wants, true)).toEqual(all)
  expect(interruption('high', wants, true)).toEqual(none)
  expect(interruption('medium', wants, false)).toEqual(all)
  expect(interruption('low', wants, false)).toEqual(none)
  expect(interruption('high', DEFAULT_PREFERENCES, false)).toEqual({ ...none, toast: true })
})

test('of a private one only the kind is shown, or whom it is from', () => {
  const from = { ...message, metadata: { sender_name: 'Minh Lee' } }
  expect(shownText(critical, 'full', english)).toEqual({ title: critical.title, message: critical.message })
  expect(shownText(critical, 'sender', english)).toEqual({ title: 'About a medical record' })
  expect(shownText(from, 'sender', english)).toEqual({ title: 'New message from Minh Lee' })
  expect(shownText(from, 'hidden', english)).toEqual({ title: 'New message' })
})

test('preferences are kept, and whatever else lies in their place is not taken', () => {
  const kept = new Map<string, string>()
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: kept.set.bind(kept) }
  expect(readPreferences(storage)).toEqual(DEFAULT_PREFERENCES)
  const mine = { background: true, sound: false, quietHours: NIGHT }
  keepPreferences(storage, mine)
  expect(readPreferences(storage)).toEqual(mine)
  for (const text of ['{', '[]', '7', '{"sound":"yes","quietHours":{"from":"25:00","to":"07:00"}}']) {
    for (const key of kept.keys()) kept.set(key, text)
    expect(readPreferences(storage)).toMatchObject(DEFAULT_PREFERENCES)
    expect(readPreferences(storage).quietHours).toBeUndefined()
  }
})

test('of all who claim the same only the first gets it', async () => {
  const over = new AbortController()
  const claims = await Promise.all([1, 2, 3].map(() => claim('test:one', over.signal)))
  expect(claims.filter(Boolean)).toHaveLength(1)
  expect(await claim('test:other', over.signal)).toBe(true)
  over.abort()
  await vi.waitFor(async () => expect(await claim('test:one', over.signal)).toBe(true))
})

test('the title counts, whatever the host makes of it, and is the host’s again afterwards', async () => {
  document.title = 'Ward 3'
  const Counter = ({ count }: { readonly count: number | undefined }) => {
    useTitleCount(count)
    return null
  }
  const { rerender } = await renderPart(<Counter count={3} />)
  expect(document.title).toBe('(3) Ward 3')
  document.title = 'Ward 4'
  await vi.waitFor(() => expect(document.title).toBe('(3) Ward 4'))
  await rerender(<Counter count={120} />)
  expect(document.title).toBe('(99+) Ward 4')
  await rerender(<Counter count={undefined} />)
  expect(document.title).toBe('Ward 4')
})
