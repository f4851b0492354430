import type { ChatEntry, Notification, User } from '@mediconnect/protocol'
import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { entry } from '../../fixtures/conversation.ts'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { system } from '../../fixtures/notifications.ts'
import { payloads } from '../../fixtures/payloads.ts'
import { jane } from '../../fixtures/people.ts'
import { MessageBubble } from '../chat/MessageBubble/MessageBubble.tsx'
import { NotificationListItem } from '../notifications/NotificationList/NotificationListItem.tsx'
import { NotificationToast } from '../notifications/NotificationToast/NotificationToast.tsx'

/** A thousand addresses are asked of one server, beside all other tests. */
const LOADING_MS = 40_000

/** All that the parts are made of: whatever else stands in the page was made from a text. */
const OURS = 'div, span, p, button, bdi, time, a, li, ul, svg, path, img, audio, input[type="range"]'

const attachment = (sender: User, message_type: ChatEntry['message_type'], payload: string) =>
  entry(sender, { message: '', message_type, metadata: { file_url: payload, file_name: payload, file_size: 1 } })

const about = (payload: string, place: number): Notification => ({
  ...system,
  id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
  title: payload,
  message: payload,
  priority: 'critical',
  read_at: null,
  metadata: { action_url: payload, deep_link: payload },
})

test('there are 200 payloads, each another one', () => {
  expect(new Set(payloads).size).toBe(200)
})

test('no payload in a text, a name, a file name or an address of a message becomes an element or runs', async () => {
  const screen = await renderPart(
    payloads.map((payload) => {
      const sender = { ...jane, username: payload, first_name: payload, last_name: payload, avatar_url: payload }
      return (
        <div key={payload}>
          <MessageBubble message={entry(sender, { message: payload })} showSender />
          {(['image', 'file', 'voice'] as const).map((type) => (
            <MessageBubble key={type} message={attachment(sender, type, payload)} />
          ))}
        </div>
      )
    }),
  )
  await expectHarmless(screen.container)
}, 60_000)

test('no payload in a notification becomes an element, runs, or is where the host is asked to go', async () => {
  const onNavigate = vi.fn<(url: string) => void>()
  const screen = await renderPart(
    payloads.map((payload, place) => (
      <ul key={payload}>
        <NotificationListItem notification={about(payload, place)} now={0} onNavigate={onNavigate} />
        <li>
          <NotificationToast notification={about(payload, place)} onDismiss={() => undefined} onNavigate={onNavigate} />
        </li>
      </ul>
    )),
  )
  const openers = [...screen.container.querySelectorAll('button')]
  for (const opener of openers) opener.click()
  for (const [url] of onNavigate.mock.calls) expect(url).toMatch(/^https?:\/\/|^\/(?![/\\])/)
  await expectHarmless(screen.container)
})

async function expectHarmless(container: Element): Promise<void> {
  // What loads late has loaded or failed by then.
  const images = () => [...container.querySelectorAll('img')]
  await expect.poll(() => images().filter(({ complete }) => !complete), { timeout: LOADING_MS }).toEqual([])
  await page.getByText('Hello', { exact: false }).first().hover()
  const elements = [...container.querySelectorAll('*')]
  const strange = elements.filter((element) => !element.matches(OURS))
  expect(strange.map(({ outerHTML }) => outerHTML)).toEqual([])
  for (const element of elements) {
    expect(element.getAttributeNames().filter((name) => /^on|^srcdoc$|^formaction$/i.test(name))).toEqual([])
    if (element instanceof HTMLAnchorElement) {
      expect(element.protocol).toMatch(/^(?:https?|mailto|tel|blob|data):$/)
      expect(element.rel).toBe('noopener noreferrer')
      // What a browser would show as a page is only ever downloaded.
      if (element.protocol === 'data:' || element.protocol === 'blob:') expect(element.download).not.toBe('')
    }
  }
  expect(Reflect.get(window, '__ran')).toBeUndefined()
}
