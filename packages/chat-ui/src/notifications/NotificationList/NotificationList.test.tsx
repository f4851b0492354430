import type { Notification } from '@mediconnect/protocol'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { message } from '../../../fixtures/notifications.ts'
import { NotificationList, type NotificationListProps } from './NotificationList.tsx'

function numbered(from: number, to: number): Notification[] {
  return Array.from({ length: to - from }, (_, index) => ({
    ...message,
    id: `00000000-0000-4000-8000-${String(from + index).padStart(12, '0')}`,
    title: `number ${from + index}`,
  }))
}

const List = (props: Partial<NotificationListProps>) => (
  <NotificationList notifications={[]} onMarkAsRead={vi.fn()} {...props} style={{ blockSize: 400 }} />
)

function scroller(): HTMLElement {
  const element = document.querySelector<HTMLElement>('.mc-notification-list__scroller')
  if (!element) throw new Error('There is no list.')
  return element
}

function topOf(title: string): number {
  return page
    .getByText(new RegExp(`${title}$`))
    .element()
    .getBoundingClientRect().top
}

test('what comes above does not move what is read, is counted, and can be gone to', async () => {
  const screen = await renderPart(<List notifications={numbered(100, 140)} />)
  scroller().scrollTop = 600
  scroller().dispatchEvent(new Event('scroll'))
  const before = topOf('number 108')
  await screen.rerender(<List notifications={numbered(97, 140)} />)
  const pill = page.getByRole('button', { name: '3 new' })
  await expect.element(pill).toBeVisible()
  expect(Math.abs(topOf('number 108') - before)).toBeLessThanOrEqual(1)
  await screen.rerender(<List notifications={numbered(95, 140)} />)
  await expect.element(page.getByRole('button', { name: '5 new' })).toBeVisible()
  expect(Math.abs(topOf('number 108') - before)).toBeLessThanOrEqual(1)
  await userEvent.click(page.getByRole('button', { name: '5 new' }))
  await expect.poll(() => scroller().scrollTop).toBe(0)
  expect(document.activeElement?.textContent).toContain('number 95')
  await expect.element(page.getByRole('button', { name: '5 new' })).not.toBeInTheDocument()
})

test('at the top what comes is simply there', async () => {
  const screen = await renderPart(<List notifications={numbered(100, 140)} />)
  await screen.rerender(<List notifications={numbered(99, 140)} />)
  await expect.element(page.getByText(/number 99$/)).toBeVisible()
  expect(document.querySelector('.mc-notification-list__new')).toBeNull()
  expect(scroller().scrollTop).toBe(0)
})

test('the next page is asked for by keyboard, moves nothing, and the focus goes on at its first', async () => {
  function Pages() {
    const [count, setCount] = useState(20)
    return <List notifications={numbered(0, count)} hasMore={count < 40} onLoadMore={() => setCount(40)} />
  }
  await renderPart(<Pages />)
  const more = page.getByRole('button', { name: 'Show more' }).element()
  if (!(more instanceof HTMLElement)) throw new Error('There is no button.')
  more.focus()
  await expect.poll(() => scroller().scrollTop).toBeGreaterThan(0)
  const before = topOf('number 19')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => document.activeElement?.textContent).toContain('number 20')
  expect(Math.abs(topOf('number 19') - before)).toBeLessThanOrEqual(1)
})

test('a press of "delete all" moves the focus to undo, and undo moves it back', async () => {
  function Deleting() {
    const [deletion, setDeletion] = useState<'waiting'>()
    return (
      <List
        notifications={deletion ? [] : numbered(0, 3)}
        deletion={deletion}
        onDeleteAll={() => setDeletion('waiting')}
        onUndoDelete={() => setDeletion(undefined)}
      />
    )
  }
  await renderPart(<Deleting />)
  await userEvent.click(page.getByRole('button', { name: 'Delete all' }))
  await expect.element(page.getByRole('button', { name: 'Undo' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Delete all' })).toHaveFocus()
})

test('a button that goes away with the focus leaves it in the list', async () => {
  const one = numbered(0, 1)
  const screen = await renderPart(<List notifications={one} />)
  await userEvent.click(page.getByRole('button', { name: 'Mark as read: number 0' }))
  await screen.rerender(<List notifications={one.map((item) => ({ ...item, read_at: '2026-11-23T10:00:00Z' }))} />)
  expect(scroller().parentElement?.contains(document.activeElement)).toBe(true)
})
