import { StrictMode, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { entry } from '../../fixtures/conversation.ts'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { critical } from '../../fixtures/notifications.ts'
import { jane } from '../../fixtures/people.ts'
import { RowMenu } from '../chat/MessageMenu/RowMenu.tsx'
import { NotificationToasts } from '../notifications/NotificationToast/NotificationToasts.tsx'
import { createLate } from './createLate.ts'
import { latePart } from './latePart.tsx'
import { useLate } from './useLate.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A chunk that comes, or fails, when the test says so: the first `failures` times it cannot be loaded. */
function chunkOf<Chunk>(chunk: Chunk, { failures = 0 } = {}) {
  let arrive: ((chunk: Chunk) => void) | undefined
  const load = vi.fn(() => {
    if (load.mock.calls.length <= failures) return Promise.reject(new Error('No connection'))
    return new Promise<Chunk>((resolve) => {
      arrive = resolve
    })
  })
  return { load, arrive: () => arrive?.(chunk) }
}

test('a critical toast is shown although its code cannot be loaded at first and is slow then', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { load, arrive } = chunkOf({ NotificationToasts }, { failures: 2 })
  const Toasts = latePart(createLate(load), (parts) => parts.NotificationToasts)
  const onAcknowledge = vi.fn()
  await renderPart(<Toasts notifications={[critical]} onDismiss={() => undefined} onAcknowledge={onAcknowledge} />)
  await expect.poll(() => load.mock.calls.length).toBe(1)
  await vi.advanceTimersByTimeAsync(5_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(load).toHaveBeenCalledTimes(3)
  arrive()
  await expect.element(page.getByRole('alert').getByText(critical.title)).toBeVisible()
  await page.getByRole('button', { name: 'Acknowledge' }).click()
  expect(onAcknowledge).toHaveBeenCalledWith(critical.id)
})

test('a press before the code is there opens what it was for, with the focus in it', async () => {
  const { load, arrive } = chunkOf({ RowMenu })
  const Menu = latePart(createLate(load), (parts) => parts.RowMenu)
  function Row() {
    const [anchor, setAnchor] = useState<HTMLElement>()
    return (
      <>
        <button onClick={(event) => setAnchor(event.currentTarget)}>More</button>
        {anchor && <Menu entry={entry(jane)} own={false} anchor={anchor} onClose={() => setAnchor(undefined)} />}
      </>
    )
  }
  await renderPart(<Row />)
  expect(load).not.toHaveBeenCalled()
  await page.getByRole('button', { name: 'More' }).click()
  await expect.poll(() => load.mock.calls.length).toBe(1)
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
  arrive()
  await expect.element(page.getByRole('menuitem', { name: 'Copy text' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument()
})

test('what was asked for and could not be loaded does not open by itself later; another press asks anew', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { load, arrive } = chunkOf({ Question: () => <p>Are you sure?</p> }, { failures: 1 })
  const Question = latePart<Awaited<ReturnType<typeof load>>, { onCancel: () => void }>(
    createLate(load),
    (parts) => parts.Question,
    undefined,
    ({ onCancel }) => onCancel(),
  )
  function Asking() {
    const [isAsking, setAsking] = useState(false)
    return (
      <>
        <button onClick={() => setAsking(true)}>{isAsking ? 'Asking' : 'Ask'}</button>
        {isAsking && <Question onCancel={() => setAsking(false)} />}
      </>
    )
  }
  await renderPart(<Asking />)
  await page.getByRole('button').click()
  await expect.poll(() => load.mock.calls.length).toBe(1)
  await expect.element(page.getByRole('button', { name: 'Ask', exact: true })).toBeVisible()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(load).toHaveBeenCalledTimes(2)
  arrive()
  await expect.element(page.getByText('Are you sure?')).not.toBeInTheDocument()
  await page.getByRole('button').click()
  await expect.element(page.getByText('Are you sure?')).toBeVisible()
})

test('all that ask for a chunk get it from one request, and later ones at once', async () => {
  const { load, arrive } = chunkOf({ Part: () => <p>here</p> })
  const Part = latePart(
    createLate(load),
    (parts) => parts.Part,
    () => <p>soon</p>,
  )
  const screen = await renderPart(
    <StrictMode>
      <Part />
      <Part />
    </StrictMode>,
  )
  await expect.poll(() => page.getByText('soon').elements()).toHaveLength(2)
  arrive()
  await expect.poll(() => page.getByText('here').elements()).toHaveLength(2)
  const seen: (string | null)[] = []
  await screen.rerender(
    <div ref={(element) => void seen.push(element?.textContent ?? null)}>
      <Part />
    </div>,
  )
  expect(seen[0]).toBe('here')
  expect(load).toHaveBeenCalledTimes(1)
})

test('who is told that a chunk could not be loaded is told for each wish, and a new wish asks anew', async () => {
  const { load, arrive } = chunkOf('chunk', { failures: 1 })
  const late = createLate(load)
  const onFailed = vi.fn()
  function Wish() {
    return <p>{useLate(late, { onFailed }) ?? 'nothing yet'}</p>
  }
  const screen = await renderPart(<Wish key="first" />)
  await expect.poll(() => onFailed.mock.calls.length).toBe(1)
  await screen.rerender(<Wish key="second" />)
  await expect.poll(() => load.mock.calls.length).toBe(2)
  arrive()
  await expect.element(page.getByText('chunk')).toBeVisible()
  expect(onFailed).toHaveBeenCalledTimes(1)
})
