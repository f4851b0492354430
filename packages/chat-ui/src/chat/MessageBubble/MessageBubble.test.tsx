import type { ChatEntry, DeliveryState } from '@mediconnect/protocol'
import { useState, type ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  AttachmentSourceContext,
  type AttachmentSource,
  type UseAttachmentSource,
} from '../../attachments/AttachmentSourceContext.ts'
import { entry } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { pictureUrl } from '../../../fixtures/media.ts'
import { jane, john } from '../../../fixtures/people.ts'
import { MessageBubble } from './MessageBubble.tsx'

const STATES: readonly DeliveryState[] = ['queued', 'sending', 'sent', 'delivered', 'read']

function removedNodes(root: Element) {
  const removed: Node[] = []
  const observer = new MutationObserver((records) => records.forEach((record) => removed.push(...record.removedNodes)))
  observer.observe(root, { childList: true, subtree: true })
  return () => {
    for (const record of observer.takeRecords()) removed.push(...record.removedNodes)
    return removed
  }
}

/** As the screen of whoever knows only some of the addresses: the others still load. */
function Sources({ known, children }: { readonly known: ReadonlySet<string>; readonly children: ReactNode }) {
  const [useSource] = useState<UseAttachmentSource>(
    () =>
      (url: string | null | undefined): AttachmentSource =>
        url && known.has(url) ? { url } : {},
  )
  return <AttachmentSourceContext.Provider value={useSource}>{children}</AttachmentSourceContext.Provider>
}

test('from queued to read no node of a message is taken away', async () => {
  const message = entry(john, { message: 'See https://example.org', state: 'queued' })
  const bubble = (state: DeliveryState) => <MessageBubble own showState message={{ ...message, state }} />
  const screen = await renderPart(bubble('queued'))
  const removed = removedNodes(screen.container)
  for (const state of STATES) {
    await screen.rerender(bubble(state))
    expect(screen.container.querySelector('.mc-message')?.getAttribute('data-state')).toBe(state)
  }
  expect(removed()).toEqual([])
})

test('a picture stays in sight while its address changes from the local one to the server’s', async () => {
  const [local, stored] = [pictureUrl(640, 420), pictureUrl(641, 420)]
  const known = new Set([local])
  const picture = (file_url: string): ChatEntry =>
    entry(john, { key: 'k', message: '', message_type: 'image', metadata: { file_url, width: 640, height: 420 } })
  const on = (message: ChatEntry) => (
    <Sources known={known}>
      <MessageBubble own message={message} />
    </Sources>
  )
  const screen = await renderPart(on(picture(local)))
  await expect.poll(() => screen.container.querySelector('img')).not.toBeNull()
  const image = screen.container.querySelector('img')
  const removed = removedNodes(screen.container)
  await screen.rerender(on(picture(stored)))
  expect(screen.container.querySelector('img')?.src).toBe(local)
  known.add(stored)
  await screen.rerender(on({ ...picture(stored), state: 'read' }))
  expect(screen.container.querySelector('img')).toBe(image)
  expect(image?.src).toBe(stored)
  expect(removed()).toEqual([])
})

test('the place of a picture is there before the picture', async () => {
  const metadata = { file_url: '/api/uploads/1/arm.jpg', width: 640, height: 320 }
  const screen = await renderPart(
    <Sources known={new Set()}>
      <MessageBubble message={entry(jane, { message: '', message_type: 'image', metadata })} />
    </Sources>,
  )
  const { width, height } = screen.container.querySelector('.mc-image')?.getBoundingClientRect() ?? new DOMRect()
  expect([width, height]).toEqual([320, 160])
})

test('a picture is seen large, in its own size too, and Escape gives the focus back', async () => {
  const metadata = { file_url: pictureUrl(3000, 2000), file_name: 'arm.jpg', width: 3000, height: 2000 }
  await renderPart(<MessageBubble message={entry(jane, { message: '', message_type: 'image', metadata })} />)
  const opener = page.getByRole('button', { name: 'Open arm.jpg' })
  opener.element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog', { name: 'arm.jpg' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Close' })).toHaveFocus()
  const large = page.getByRole('img', { name: 'arm.jpg' })
  const width = () => large.element().getBoundingClientRect().width
  await expect.poll(width).toBeGreaterThan(0)
  expect(width()).toBeLessThanOrEqual(window.innerWidth)
  await page.getByRole('button', { name: 'Actual size' }).click()
  await expect.poll(width).toBe(3000)
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(opener).toHaveFocus()
})

test('a file on its way says how far it is, and can be stopped', async () => {
  const onDiscard = vi.fn()
  const message = entry(john, {
    message: '',
    message_type: 'file',
    metadata: { file_url: 'blob:x', file_name: 'Blood test.pdf', file_size: 248_300 },
    state: 'sending',
    progress: 0.4,
  })
  await renderPart(<MessageBubble own message={message} onDiscard={onDiscard} />)
  await expect.element(page.getByRole('progressbar', { name: 'Uploading, 40%' })).toHaveAttribute('aria-valuenow', '40')
  await expect.element(page.getByText('PDF · 242 kB')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel sending Blood test.pdf' }).click()
  expect(onDiscard).toHaveBeenCalledExactlyOnceWith(message.key)
})

test('what could not be sent says why, and can be sent again or discarded', async () => {
  const [onRetry, onDiscard] = [vi.fn(), vi.fn()]
  const message = entry(john, { state: 'failed', failure: { code: 'WS_007', message: 'Rate limit exceeded' } })
  await renderPart(<MessageBubble own message={message} onRetry={onRetry} onDiscard={onDiscard} />)
  await expect.element(page.getByText('Too many messages at once. Wait a moment, then retry.')).toBeVisible()
  await page.getByRole('button', { name: 'Retry' }).click()
  await page.getByRole('button', { name: 'Discard' }).click()
  expect(onRetry).toHaveBeenCalledExactlyOnceWith(message.key)
  expect(onDiscard).toHaveBeenCalledExactlyOnceWith(message.key)
})
