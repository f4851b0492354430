import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChannelEvent, ChannelLayer } from './channelLayer.ts'

/** Only where a test gives up. */
const PATIENCE = { timeout: 10_000 }

/** What every channel layer does. `open` gives two ends of the same system; they may be one. */
export function channelLayerContract(open: () => Promise<{ here: ChannelLayer; there: ChannelLayer }>): void {
  let here: ChannelLayer
  let there: ChannelLayer

  beforeEach(async () => {
    ;({ here, there } = await open())
  })
  afterEach(async () => {
    await here.close()
    await there.close()
  })

  const notice = (text: string): ChannelEvent => ({ kind: 'notice', text })

  test('every subscriber of a channel gets its events, in order and unchanged', async () => {
    const heard: ChannelEvent[][] = [[], []]
    await here.subscribe('room:a', (event) => heard[0]?.push(event))
    await there.subscribe('room:a', (event) => heard[1]?.push(event))
    const sent: ChannelEvent[] = [
      { kind: 'message', seq: 1, reader_ids: [1, 2], text: '{"type":"chat_message"}' },
      { kind: 'receipts', first: 6, newest: 7, at_seq: 1, texts: ['a', 'b'] },
      { kind: 'users', user_ids: [1, 2], event: { kind: 'unread' } },
      ...Array.from({ length: 50 }, (_, index) => notice(String(index))),
    ]
    for (const event of sent) here.publish('room:a', event)
    await expect.poll(() => heard, PATIENCE).toEqual([sent, sent])
  })

  test('the events of other channels are not heard', async () => {
    const heard: ChannelEvent[] = []
    await there.subscribe('room:a', (event) => heard.push(event))
    here.publish('room:b', notice('not yours'))
    here.publish('room:a', notice('yours'))
    await expect.poll(() => heard, PATIENCE).toEqual([notice('yours')])
  })

  test('who has unsubscribed hears nothing more, and the others still do', async () => {
    const heard: ChannelEvent[] = []
    const gone: ChannelEvent[] = []
    const unsubscribe = await there.subscribe('room:a', (event) => gone.push(event))
    await there.subscribe('room:a', (event) => heard.push(event))
    unsubscribe()
    here.publish('room:a', notice('after'))
    await expect.poll(() => heard, PATIENCE).toEqual([notice('after')])
    expect(gone).toEqual([])
  })
}
