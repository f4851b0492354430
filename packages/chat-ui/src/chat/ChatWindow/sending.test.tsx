import { createFaults } from '@mediconnect/ws-react/testing'
import { memo, useEffect } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { clinic } from '../../../fixtures/clinic.ts'
import { ROOM } from '../../../fixtures/conversation.ts'
import { bubbleOf, chatScreen, connectionOf, openChat } from '../../../fixtures/openChat.tsx'
import { jane } from '../../../fixtures/people.ts'
import { ChatHeader, type ChatHeaderProps } from '../ChatHeader/ChatHeader.tsx'
import { confirmLargeAudience } from '../ConfirmSend/confirmLargeAudience.ts'
import type { ConfirmSendProps } from '../ConfirmSend/ConfirmSend.tsx'
import { confirmPatientFacing } from '../ConfirmSend/confirmPatientFacing.ts'
import { MessageInput, type MessageInputProps } from '../MessageInput/MessageInput.tsx'

const WAIT = { timeout: 10_000 }

const box = () => page.getByRole('textbox')

function drop(...files: File[]) {
  const dataTransfer = new DataTransfer()
  for (const file of files) dataTransfer.items.add(file)
  const target = document.querySelector('.mc-message-list')
  target?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
}

test('a message is there in the next frame, and its row stays the same node from queued to read', async () => {
  const server = clinic()
  await openChat({ server })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  server.hold()
  await userEvent.type(box(), 'On Thursday?')
  const removed: Node[] = []
  const states = new Set<string | null | undefined>()
  const feed = document.querySelector('[role="feed"]')
  const observer = new MutationObserver((records) => {
    for (const record of records) removed.push(...record.removedNodes)
    states.add(bubbleOf('On Thursday?')?.getAttribute('data-state'))
  })
  if (feed) observer.observe(feed, { subtree: true, childList: true, attributes: true })
  const frames = framesUntil(() => bubbleOf('On Thursday?') !== undefined)
  box()
    .element()
    .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  // One is drawn while the next is on its way.
  expect(await frames).toBeLessThanOrEqual(2)
  const row = bubbleOf('On Thursday?')?.closest('[data-key]')
  const key = row?.getAttribute('data-key')
  server.release()
  await expect.poll(() => bubbleOf('On Thursday?')?.getAttribute('data-state'), WAIT).toMatch(/sent|delivered/)
  server.read(jane.id, ROOM)
  await expect.poll(() => bubbleOf('On Thursday?')?.getAttribute('data-state'), WAIT).toBe('read')
  observer.disconnect()
  expect(bubbleOf('On Thursday?')?.closest('[data-key]')).toBe(row)
  expect(row?.getAttribute('data-key')).toBe(key)
  expect(removed.filter((node) => node instanceof Element && node.closest('.mc-message-row') === row)).toEqual([])
  expect(removed.some((node) => node === row || node.contains(row ?? null))).toBe(false)
  expect([...states]).toEqual(expect.arrayContaining(['read']))
})

test('a question before the send names the recipient and what is sent; going back loses nothing', async () => {
  const server = clinic()
  await openChat({ server, confirmSend: confirmPatientFacing(), patientContext: 'Born 12 March 1984' })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  drop(new File(['x'], 'plan.pdf', { type: 'application/pdf' }))
  await expect.element(page.getByText('plan.pdf')).toBeVisible()
  await userEvent.type(box(), 'Your plan{Enter}')
  const dialog = page.getByRole('alertdialog', { name: 'Send to Jane?' })
  await expect.element(dialog).toBeVisible()
  for (const text of ['Jane Doe', 'Patient', 'Born 12 March 1984', 'Your plan', 'plan.pdf']) {
    await expect.element(dialog.getByText(text)).toBeVisible()
  }
  await expect.element(page.getByRole('button', { name: 'Go back' })).toHaveFocus()
  // The key that sent is held down, then pressed again.
  const held = enter({ repeat: true })
  dialog.getByRole('button', { name: 'Go back' }).element().dispatchEvent(held)
  expect(held.defaultPrevented).toBe(true)
  await expect.element(dialog).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(box()).toHaveValue('Your plan')
  await expect.element(box()).toHaveFocus()
  await expect.element(page.getByText('plan.pdf')).toBeVisible()
  expect(server.messages(ROOM).at(-1)?.message).not.toBe('Your plan')

  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog).not.toBeInTheDocument()
  await expect.element(box()).toHaveValue('Your plan')

  await userEvent.keyboard('{Enter}')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => server.messages(ROOM).at(-1)?.message, WAIT).toBe('Your plan')
  await expect.element(box()).toHaveValue('')
  await userEvent.type(box(), 'And more{Enter}')
  await expect.poll(() => server.messages(ROOM).at(-1)?.message, WAIT).toBe('And more')
})

test('what is written while the question waits stays in the box, and is kept', async () => {
  const server = clinic()
  function Question({ onConfirm }: ConfirmSendProps) {
    return <button onClick={onConfirm}>Yes</button>
  }
  const slots = { ConfirmSend: Question }
  const screen = await openChat({ server, confirmSend: confirmPatientFacing(), slots })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  await userEvent.type(box(), 'Your plan{Enter}')
  await userEvent.type(box(), ' is not ready')
  await page.getByRole('button', { name: 'Yes' }).click()
  await expect.poll(() => server.messages(ROOM).at(-1)?.message, WAIT).toBe('Your plan')
  await expect.element(box()).toHaveValue('Your plan is not ready')
  await screen.rerender(chatScreen({ server, roomName: 'clinic_1', title: 'Riverside Clinic' }))
  await expect.element(box()).toHaveValue('')
  await screen.rerender(chatScreen({ server }))
  await expect.element(box()).toHaveValue('Your plan is not ready')
})

test('many are asked about with their number, few are not', async () => {
  const server = clinic()
  const group = { server, roomName: 'clinic_1', title: 'Riverside Clinic' }
  const screen = await openChat({ ...group, memberCount: 24, confirmSend: confirmLargeAudience({ over: 10 }) })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  await userEvent.type(box(), 'Fire drill at noon{Enter}')
  await expect.element(page.getByRole('alertdialog', { name: 'Send to 23 people?' })).toBeVisible()
  // Nothing goes when the reader leaves instead of answering.
  await screen.rerender(chatScreen({ server }))
  await expect.element(page.getByRole('alertdialog')).not.toBeInTheDocument()
  await screen.rerender(chatScreen({ ...group, memberCount: 3 }))
  await expect.element(box()).toHaveValue('Fire drill at noon')
  expect(server.messages('clinic_1').at(-1)?.message).not.toBe('Fire drill at noon')
  box().element().dispatchEvent(enter())
  await expect.poll(() => server.messages('clinic_1').at(-1)?.message, WAIT).toBe('Fire drill at noon')
})

test('another room gets neither the draft nor the files of the one before', async () => {
  const server = clinic()
  const screen = await openChat({ server })
  await userEvent.type(box(), 'for Jane only')
  drop(new File(['x'], 'jane.pdf', { type: 'application/pdf' }))
  await expect.element(page.getByText('jane.pdf')).toBeVisible()
  await screen.rerender(chatScreen({ server, roomName: 'clinic_1' }))
  await expect.element(box()).toHaveValue('')
  await expect.element(page.getByText('jane.pdf')).not.toBeInTheDocument()
  await screen.rerender(chatScreen({ server }))
  await expect.element(box()).toHaveValue('for Jane only')
})

test('one line tells what was refused, sends all of it again or discards it; what waits is no failure', async () => {
  const server = clinic()
  const faults = createFaults(server)
  await openChat({ server, faults })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  faults.cut()
  await expect.poll(connectionOf, WAIT).toBe('waiting')
  await userEvent.type(box(), 'one{Enter}two{Enter}')
  await expect.element(page.getByText('2 messages will be sent when you’re back')).toBeVisible()
  expect(document.querySelectorAll('[data-state="failed"]')).toHaveLength(0)
  server.leave(123, ROOM)
  faults.restore()
  window.dispatchEvent(new Event('online'))
  await expect.element(page.getByText('2 messages were not sent')).toBeVisible()
  expect(document.querySelectorAll('.mc-message[data-state="failed"]')).toHaveLength(2)
  server.join(123, ROOM)
  await page.getByRole('button', { name: 'Retry all' }).click()
  await expect
    .poll(() =>
      server
        .messages(ROOM)
        .slice(-2)
        .map(({ message }) => message),
    )
    .toEqual(['one', 'two'])
  await expect.element(page.getByText(/not sent/)).not.toBeInTheDocument()
})

test('another header takes the kit’s place, and nothing else is mounted anew', async () => {
  const server = clinic()
  const mounted = vi.fn()
  function Mine(props: ChatHeaderProps) {
    useEffect(() => void mounted(), [])
    return <ChatHeader {...props} className="mine" />
  }
  const screen = await openChat({ server })
  await expect.element(page.getByText(/much calmer this morning/)).toBeVisible()
  const kept = PARTS.map((part) => [part, find(part)] as const)
  await screen.rerender(chatScreen({ server, slots: { Header: Mine }, slotProps: { Composer: { id: 'box' } } }))
  await expect.poll(() => find('.mc-chat-header')?.className, WAIT).toContain('mine')
  for (const [part, element] of kept) expect(find(part), part).toBe(element)
  expect(find('.mc-composer')?.id).toBe('box')
  // Twice by StrictMode.
  expect(mounted.mock.calls.length).toBeLessThanOrEqual(2)
})

const PARTS = ['.mc-message-list', '.mc-composer', 'textarea', '.mc-message-row[data-key="id:5"]']
const find = (selector: string) => document.querySelector(selector)

test('an arrival does not draw the box again', async () => {
  const server = clinic()
  const drawn = vi.fn()
  const Box = memo(function Box(props: MessageInputProps) {
    drawn()
    return <MessageInput {...props} />
  })
  await openChat({ server, slots: { Composer: Box } })
  await expect.poll(connectionOf, WAIT).toBe('connected')
  await expect.element(page.getByText(/much calmer this morning/)).toBeVisible()
  const before = drawn.mock.calls.length
  server.say(jane.id, ROOM, 'One more thing.')
  await expect.element(page.getByText('One more thing.')).toBeVisible()
  expect(drawn).toHaveBeenCalledTimes(before)
})

function enter(init: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init })
}

function framesUntil(isThere: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = (count: number) => requestAnimationFrame(() => (isThere() ? resolve(count) : look(count + 1)))
    look(1)
  })
}
