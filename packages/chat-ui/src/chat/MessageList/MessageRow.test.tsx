import type { ChatEntry } from '@mediconnect/protocol'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { entry, longRoom } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { voiceUrl } from '../../../fixtures/media.ts'
import { jane, john } from '../../../fixtures/people.ts'
import { recordSpeech } from '../../../fixtures/speech.ts'
import { Announcer } from '../../a11y/Announcer.tsx'
import { MessageList, type MessageListProps } from './MessageList.tsx'

const failed = (given: Partial<ChatEntry> = {}) =>
  entry(john, {
    key: 'failed',
    id: undefined,
    message: 'Refused',
    state: 'failed',
    failure: { code: 'WS_010', message: 'Message too large' },
    ...given,
  })
const linked = (key: string) =>
  entry(jane, { key, message: `Read https://example.org/${key} and https://example.org/${key}/more` })

function list(messages: readonly ChatEntry[], props: Partial<MessageListProps> = {}) {
  return (
    <>
      <button type="button">Before</button>
      <MessageList messages={messages} currentUserId={john.id} style={{ blockSize: 400 }} {...props} />
      <button type="button">After</button>
    </>
  )
}

const focused = () => document.activeElement
const focusedKey = () => focused()?.getAttribute('data-key')
const row = (key: string) => document.querySelector<HTMLElement>(`[data-key="${key}"]`)

async function open(messages: readonly ChatEntry[], props: Partial<MessageListProps> = {}) {
  const screen = await renderPart(list(messages, props))
  await expect.poll(() => document.querySelector('article[tabindex="0"]')).not.toBeNull()
  await page.getByRole('button', { name: 'Before' }).click()
  return screen
}

test('there is one tab stop, however many links and buttons the messages have', async () => {
  await open([
    linked('a'),
    entry(jane, { message: '', message_type: 'voice', metadata: { file_url: voiceUrl() } }),
    linked('b'),
  ])
  await userEvent.keyboard('{Tab}')
  expect(focusedKey()).toBe('b')
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByRole('button', { name: 'After' })).toHaveFocus()
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  expect(focusedKey()).toBe('b')
})

test('arrow, page, Home and End keys go from message to message in a room of ten thousand', async () => {
  const messages = longRoom(10_000)
  await open(messages)
  await userEvent.keyboard('{Tab}{ArrowUp}{ArrowUp}')
  await expect.poll(focusedKey).toBe('long-9997')
  await userEvent.keyboard('{PageUp}')
  await expect.poll(focusedKey).toBe('long-9987')
  await userEvent.keyboard('{Home}')
  await expect.poll(focusedKey).toBe('long-0')
  await userEvent.keyboard('{ArrowDown}{PageDown}')
  await expect.poll(focusedKey).toBe('long-11')
  await userEvent.keyboard('{End}')
  await expect.poll(focusedKey).toBe('long-9999')
  expect(document.querySelectorAll('article[tabindex="0"]')).toHaveLength(1)
})

test('going up from the first message asks for older ones', async () => {
  const onLoadOlder = vi.fn()
  await open(longRoom(3), { hasOlder: true, onLoadOlder })
  await userEvent.keyboard('{Tab}{Home}')
  await expect.poll(focusedKey).toBe('long-0')
  onLoadOlder.mockClear()
  await userEvent.keyboard('{ArrowUp}')
  expect(onLoadOlder).toHaveBeenCalledOnce()
})

test('Enter goes into a message, Tab through its links, Escape out to it again', async () => {
  const onHostKey = vi.fn()
  await renderPart(
    <div
      onKeyDown={({ key }) => {
        if (key === 'Escape') onHostKey()
      }}
    >
      {list([linked('a'), linked('b')])}
    </div>,
  )
  await page.getByRole('button', { name: 'Before' }).click()
  await userEvent.keyboard('{Tab}{ArrowUp}{Enter}')
  expect(focused()?.getAttribute('href')).toBe('https://example.org/a')
  await userEvent.keyboard('{Tab}')
  expect(focused()?.getAttribute('href')).toBe('https://example.org/a/more')
  await userEvent.keyboard('{Escape}')
  expect(focusedKey()).toBe('a')
  expect(onHostKey).not.toHaveBeenCalled()
  await userEvent.keyboard('{Tab}')
  await expect.element(page.getByRole('button', { name: 'After' })).toHaveFocus()
})

test('arrivals and older messages leave the focus where it is, on a row or inside it', async () => {
  const messages = [...longRoom(30), linked('mine')]
  const screen = await open(messages)
  await userEvent.keyboard('{Tab}{Enter}')
  const link = focused()
  expect(link?.getAttribute('href')).toBe('https://example.org/mine')
  let all: readonly ChatEntry[] = messages
  for (let round = 0; round < 5; round++) {
    const more = Array.from({ length: 40 }, (_, index) => entry(jane, { key: `new-${round}-${index}` }))
    const older = Array.from({ length: 40 }, (_, index) => entry(jane, { key: `old-${round}-${index}` }))
    all = [...older, ...all, ...more]
    await screen.rerender(list(all))
    expect(focused()).toBe(link)
  }
  await userEvent.keyboard('{Escape}{ArrowDown}')
  await expect.poll(focusedKey).toBe('new-0-0')
})

test('Shift+F10 opens a message’s menu: arrows go round in it, Escape gives the focus back', async () => {
  await open([linked('a'), failed()], { onRetry: vi.fn(), onDiscard: vi.fn() })
  await userEvent.keyboard('{Tab}{Shift>}{F10}{/Shift}')
  await expect.element(page.getByRole('menu', { name: 'Message actions' })).toBeVisible()
  await expect.element(page.getByRole('menuitem', { name: 'Retry' })).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  await expect.element(page.getByRole('menuitem', { name: 'Discard' })).toHaveFocus()
  await userEvent.keyboard('c')
  await expect.element(page.getByRole('menuitem', { name: 'Copy text' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  expect(focusedKey()).toBe('failed')
})

test('the menu of a message that was refused sends it again', async () => {
  const onRetry = vi.fn()
  await open([linked('a'), failed()], { onRetry, onDiscard: vi.fn() })
  await userEvent.keyboard('{Tab}{ContextMenu}{Enter}')
  expect(onRetry).toHaveBeenCalledExactlyOnceWith('failed')
  expect(focusedKey()).toBe('failed')
})

test('copying a message says so', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  await renderPart(<Announcer>{list([entry(jane, { message: 'Twice a day' })])}</Announcer>)
  const { spoken, stop } = recordSpeech()
  await page.getByRole('button', { name: 'Before' }).click()
  await userEvent.keyboard('{Tab}{ContextMenu}{Enter}')
  expect(writeText).toHaveBeenCalledExactlyOnceWith('Twice a day')
  await expect.poll(() => spoken).toEqual([{ assertive: false, text: 'Copied' }])
  stop()
})

test('a mouse finds the menu beside the message it is over', async () => {
  await open([linked('a'), linked('b')])
  await page.getByRole('link', { name: 'https://example.org/a', exact: true }).hover()
  await page.getByRole('button', { name: 'Message actions' }).click()
  await expect.element(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await page.getByRole('button', { name: 'After' }).click()
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
})

/** A list whose failed message really goes on its way, or away. */
function Retrying() {
  const [messages, setMessages] = useState<readonly ChatEntry[]>([linked('a'), failed(), linked('c')])
  return list(messages, {
    onRetry: (key) => setMessages((all) => all.map((one) => (one.key === key ? { ...one, state: 'sending' } : one))),
    onDiscard: (key) => setMessages((all) => all.filter((one) => one.key !== key)),
  })
}

async function focusFailed() {
  // Not before it is measured.
  await expect
    .poll(() => {
      row('failed')?.focus()
      return focusedKey()
    })
    .toBe('failed')
}

test('when a button goes, its message has the focus; when the message goes, the next one', async () => {
  const screen = await renderPart(<Retrying />)
  await focusFailed()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Retry' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Retry' })).not.toBeInTheDocument()
  await expect.poll(focusedKey).toBe('failed')
  await screen.unmount()

  await renderPart(<Retrying />)
  await focusFailed()
  await userEvent.keyboard('{Enter}{Tab}{Enter}')
  await expect.poll(() => row('failed')).toBeNull()
  await expect.poll(focusedKey).toBe('c')
})

test('the feed is named, silent, and says of each message its place among all', async () => {
  await open(longRoom(40), { label: 'Messages with Jane' })
  const feed = page.getByRole('feed', { name: 'Messages with Jane' }).element()
  expect(feed.closest('[aria-live], [role="log"], [role="status"]')).toBeNull()
  const last = row('long-39')
  expect(last?.getAttribute('aria-posinset')).toBe('40')
  expect(last?.getAttribute('aria-setsize')).toBe('40')
  const described = document.getElementById(last?.getAttribute('aria-describedby') ?? '')
  expect(described?.textContent).toContain('Message 40.')
})
