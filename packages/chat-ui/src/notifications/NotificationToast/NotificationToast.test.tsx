import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { appointment, critical, message, system } from '../../../fixtures/notifications.ts'
import { NotificationToast } from './NotificationToast.tsx'
import { NotificationToasts } from './NotificationToasts.tsx'

const A_DAY = 24 * 60 * 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function toast(): HTMLElement {
  const element = document.querySelector<HTMLElement>('.mc-toast')
  if (!element) throw new Error('There is no toast.')
  return element
}

test('an ordinary toast goes by itself', async () => {
  const onDismiss = vi.fn()
  await renderPart(<NotificationToast notification={message} onDismiss={onDismiss} />)
  vi.advanceTimersByTime(A_DAY)
  expect(onDismiss).toHaveBeenCalledExactlyOnceWith(message.id)
})

test('a critical toast stays', async () => {
  const onDismiss = vi.fn()
  await renderPart(<NotificationToast notification={critical} onDismiss={onDismiss} />)
  vi.advanceTimersByTime(A_DAY)
  expect(onDismiss).not.toHaveBeenCalled()
})

test('a toast does not go while it has the focus, and goes afterwards', async () => {
  const onDismiss = vi.fn()
  await renderPart(<NotificationToast notification={message} onDismiss={onDismiss} />)
  const close = page.getByRole('button', { name: 'Dismiss' }).element()
  if (!(close instanceof HTMLElement)) throw new Error('There is no button.')
  close.focus()
  await expect.poll(() => toast().contains(document.activeElement)).toBe(true)
  vi.advanceTimersByTime(A_DAY)
  expect(onDismiss).not.toHaveBeenCalled()
  close.blur()
  await expect
    .poll(() => {
      vi.advanceTimersByTime(A_DAY)
      return onDismiss.mock.calls.length
    })
    .toBe(1)
})

test('while one is pointed at, none of those beside it goes', async () => {
  const onDismiss = vi.fn()
  await renderPart(<NotificationToasts notifications={[message, system]} onDismiss={onDismiss} />)
  toast().dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  await expect
    .poll(() => {
      onDismiss.mockClear()
      vi.advanceTimersByTime(A_DAY)
      return onDismiss.mock.calls.length
    })
    .toBe(0)
  toast().dispatchEvent(new MouseEvent('mouseout', { bubbles: true, relatedTarget: document.body }))
  await expect
    .poll(() => {
      vi.advanceTimersByTime(A_DAY)
      return onDismiss.mock.calls.length
    })
    .toBeGreaterThan(0)
})

test('a finger swipes an ordinary one away, and a critical one not', async () => {
  const onDismiss = vi.fn()
  await renderPart(<NotificationToasts notifications={[critical, message]} onDismiss={onDismiss} />)
  const swipe = (element: Element) => {
    const { left, top } = element.getBoundingClientRect()
    const event = (type: string, clientX: number) =>
      new PointerEvent(type, { bubbles: true, pointerType: 'touch', clientX, clientY: top })
    element.dispatchEvent(event('pointerdown', left))
    element.dispatchEvent(event('pointermove', left + 60))
    element.dispatchEvent(event('pointerup', left + 120))
  }
  document.querySelectorAll('.mc-toast').forEach(swipe)
  expect(onDismiss).toHaveBeenCalledExactlyOnceWith(message.id)
})

test('the focus of one that is closed goes to the next, and at last back to where it came from', async () => {
  const Corner = ({ left }: { readonly left: (typeof message)[] }) => (
    <>
      <button type="button">Before</button>
      <NotificationToasts notifications={left} onDismiss={vi.fn()} />
    </>
  )
  const screen = await renderPart(<Corner left={[message, appointment]} />)
  const before = page.getByRole('button', { name: 'Before' }).element()
  const close = page.getByRole('button', { name: 'Dismiss' }).first().element()
  if (!(before instanceof HTMLElement && close instanceof HTMLElement)) throw new Error('There are no buttons.')
  before.focus()
  close.focus()
  await screen.rerender(<Corner left={[appointment]} />)
  expect(toast().contains(document.activeElement)).toBe(true)
  await screen.rerender(<Corner left={[]} />)
  expect(document.activeElement).toBe(before)
})
