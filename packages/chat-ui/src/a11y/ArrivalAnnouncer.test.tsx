import type { ChatEntry } from '@mediconnect/protocol'
import { expect, test } from 'vitest'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { entry } from '../../fixtures/conversation.ts'
import { jane, john, lee } from '../../fixtures/people.ts'
import { ArrivalAnnouncer } from './ArrivalAnnouncer.tsx'

const announcer = (messages: readonly ChatEntry[], ready = true) => (
  <ArrivalAnnouncer messages={messages} currentUserId={john.id} ready={ready} />
)
const said = () => document.querySelector('[data-part="announcer"]')?.textContent

test('many arrivals are one announcement; history, own messages and ticks are none', async () => {
  const history = [entry(jane), entry(john, { state: 'sent' })]
  const screen = await renderPart(announcer([], false))
  await screen.rerender(announcer(history))
  const spoken: (string | null | undefined)[] = []
  const observer = new MutationObserver(() => spoken.push(said()))
  observer.observe(document.body, { subtree: true, childList: true, characterData: true })

  const ticked = history.map((one) => ({ ...one, state: 'read' as const }))
  await screen.rerender(announcer(ticked))
  await screen.rerender(announcer([...ticked, entry(john)]))
  const arrivals: ChatEntry[] = []
  for (let index = 0; index < 50; index++) {
    arrivals.push(entry(index % 2 ? jane : lee))
    await screen.rerender(announcer([...ticked, ...arrivals]))
  }
  await expect.poll(said, { timeout: 5000 }).toMatch(/new messages from Minh and Jane$/)
  observer.disconnect()
  expect(spoken.length).toBeLessThanOrEqual(3)
})
