import { describe, expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { ChatHeader } from '../../chat/ChatHeader/ChatHeader.tsx'
import { TypingIndicator } from '../../chat/TypingIndicator/TypingIndicator.tsx'
import { NotificationBadge } from '../../notifications/NotificationBadge/NotificationBadge.tsx'
import { jane, john } from '../../../fixtures/people.ts'
import { english } from '../english.ts'
import { createFormats } from '../formats.ts'
import { useLocale } from '../LocaleContext.ts'
import { LocaleProvider } from '../LocaleProvider.tsx'
import type { Language } from '../strings.ts'
import { arabic } from './ar.ts'
import { german } from './de.ts'
import { spanish } from './es.ts'

const LANGUAGES: readonly (readonly [string, Language])[] = [
  ['es', spanish],
  ['de', german],
  ['ar', arabic],
]
/** The same word in both. */
const SAME = new Set(['de notificationTypes.system', 'de emoji'])
const NOW = Date.parse('2026-11-23T10:30:00Z')

/** Every entry of a map, functions too, by where it stands. */
function entries(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => entries(inner, path ? `${path}.${key}` : key))
}

describe.each(LANGUAGES)('%s', (tag, language) => {
  const strings = language(tag)

  test('has every string that English has, and none is empty', () => {
    const keys = entries(strings).map(([key]) => key)
    expect(keys.toSorted()).toEqual(
      entries(english)
        .map(([key]) => key)
        .toSorted(),
    )
    expect(entries(strings).filter(([, value]) => value === '')).toEqual([])
  })

  test('has no string left in English', () => {
    const original = new Map(entries(english))
    const same = entries(strings)
      .filter(([key, value]) => typeof value === 'string' && original.get(key) === value)
      .map(([key]) => `${tag} ${key}`)
    expect(same.filter((key) => !SAME.has(key))).toEqual([])
  })

  test('puts names and numbers into its sentences', () => {
    expect(strings.typing(['Jane', 'Minh'])).toMatch(/Jane.*Minh/)
    expect(strings.arrived(5, ['Jane', 'Minh', 'Ana'])).toContain('Jane')
    expect(strings.fileTooLarge('scan.pdf', '10 MB')).toContain('scan.pdf')
    expect(strings.fileTooLarge('scan.pdf', '10 MB')).toContain('10 MB')
    expect(strings.retryIn(8)).toContain('8')
    expect(strings.unread(128)).toContain('128')
  })

  test('tells one from many', () => {
    for (const say of [
      strings.members,
      strings.newMessages,
      strings.notSent,
      strings.waiting,
      strings.gap,
      strings.people,
      strings.tooManyFiles,
      strings.confirmDiscardAll,
      strings.acknowledgeFirst,
    ])
      expect(say(1)).not.toBe(say(5).replace('5', '1'))
  })

  test('writes dates, relative times and sizes in its own words', () => {
    const formats = createFormats(tag, 'UTC', strings)
    const foreign = createFormats('en', 'UTC', english)
    for (const say of [formats.day, formats.brief, formats.relative])
      expect(say('2026-11-20T09:00:00Z', NOW)).not.toBe(foreign.relative('2026-11-20T09:00:00Z', NOW))
    expect(formats.day('2026-11-22T09:00:00Z', NOW)).toBe(strings.yesterday)
    expect(formats.relative('2026-11-23T10:29:50Z', NOW)).toBe(strings.justNow)
  })
})

test('Arabic has a form for none, one, two, a few, many and a hundred', () => {
  const { newMessages } = arabic('ar')
  expect([0, 1, 2, 3, 11, 100].map(newMessages)).toEqual([
    'لا رسائل جديدة',
    'رسالة جديدة',
    'رسالتان جديدتان',
    '3 رسائل جديدة',
    '11 رسالة جديدة',
    '100 رسالة جديدة',
  ])
  expect([0, 1, 2, 3, 11, 100].map(arabic('ar').members)).toEqual([
    'لا أعضاء',
    'عضو واحد',
    'عضوان',
    '3 أعضاء',
    '11 عضوًا',
    '100 عضو',
  ])
})

test('digits are those of the country', () => {
  expect(arabic('ar-EG').newMessages(1234)).toBe('١٬٢٣٤ رسالة جديدة')
  expect(arabic('ar-MA').newMessages(1234)).toContain('1.234')
  expect(german('de').unread(1234)).toBe('1.234 ungelesen')
  expect(english.unread(1234)).toBe('1,234 unread')
})

test('a name in another direction of writing stands apart from the sentence around it', () => {
  expect(english.typing(['أحمد'])).toBe('\u2068أحمد\u2069 is typing')
  expect(english.typing(['Jane'])).toBe('Jane is typing')
  expect(arabic().typing(['Jane'])).toContain('\u2068Jane\u2069')
})

test('parts below a provider speak its language, and a country’s digits come with its tag', async () => {
  const screen = await render(
    <LocaleProvider locale="ar-EG" strings={arabic}>
      <ChatHeader user={jane} presence={{ status: 'away', last_seen: null }} />
      <TypingIndicator users={[jane, john]} />
      <NotificationBadge count={120} />
    </LocaleProvider>,
  )
  await expect.element(screen.getByText('مريض')).toBeVisible()
  await expect.element(screen.getByText('٩٩+', { exact: true })).toBeVisible()
  await expect.element(screen.getByText('بعيد')).toBeVisible()
  await expect.element(screen.getByText(/يكتبان/)).toBeVisible()
})

test('a container’s root gets language and direction once a provider names them, and keeps the page’s otherwise', async () => {
  function Root() {
    return <div data-testid="root" {...useLocale().root} />
  }
  const { container, rerender } = await render(<Root />)
  const root = () => container.querySelector('[data-testid=root]')
  expect(root()?.hasAttribute('dir') || root()?.hasAttribute('lang')).toBe(false)
  await rerender(
    <LocaleProvider locale="ar" strings={arabic}>
      <LocaleProvider timeZone="UTC">
        <Root />
      </LocaleProvider>
    </LocaleProvider>,
  )
  expect(root()?.getAttribute('dir')).toBe('rtl')
  expect(root()?.getAttribute('lang')).toBe('ar')
  await rerender(
    <LocaleProvider locale="de" strings={german}>
      <Root />
    </LocaleProvider>,
  )
  expect(root()?.getAttribute('dir')).toBe('ltr')
})
