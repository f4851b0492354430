import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { clinic } from '../../fixtures/clinic.ts'
import { ROOM } from '../../fixtures/conversation.ts'
import { bubbleOf, connectionOf, openChat } from '../../fixtures/openChat.tsx'
import { jane, john } from '../../fixtures/people.ts'
import { recordSpeech } from '../../fixtures/speech.ts'

test('scrolling, older messages and ticks say nothing; a message that comes is said once', async () => {
  const server = clinic()
  for (let count = 0; count < 150; count++) server.say(count % 2 ? jane.id : john.id, ROOM, `Message ${count}`)
  await openChat({ server })
  await expect.poll(connectionOf, { timeout: 10_000 }).toBe('connected')
  await expect.element(page.getByText('Message 149', { exact: true })).toBeVisible()
  const { spoken, stop } = recordSpeech()
  const scroller = document.querySelector('.mc-message-list__scroller')

  server.read(jane.id, ROOM)
  await expect.poll(() => bubbleOf('Message 148')?.getAttribute('data-state')).toBe('read')
  const oldest = () => document.querySelector('[role="feed"] article')?.getAttribute('aria-posinset')
  const before = scroller?.scrollHeight ?? 0
  await expect
    .poll(() => {
      scroller?.dispatchEvent(new WheelEvent('wheel', { deltaY: -4000, bubbles: true }))
      scroller?.scrollBy(0, -4000)
      return scroller?.scrollHeight
    })
    .toBeGreaterThan(before * 1.5)
  expect(oldest()).toBeDefined()
  expect(spoken).toEqual([])

  server.say(jane.id, ROOM, 'One more')
  await expect.poll(() => spoken, { timeout: 10_000 }).toEqual([{ assertive: false, text: 'New message from Jane' }])
  stop()
})
