import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { critical, message } from '../../../fixtures/notifications.ts'
import { NotificationToast } from './NotificationToast.tsx'

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
