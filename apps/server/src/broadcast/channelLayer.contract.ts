import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChannelEvent, ChannelLayer } from './channelLayer.ts'

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
      { kind: 'receipts', newest: 7, texts: ['a', 'b'] },
      ...Array.from({ length: 50 }, (_, index) => notice(String(index))),
    ]
    for (const event of sent) await here.publish('room:a', event)
    await expect.poll(() => heard).toEqual([sent, sent])
  })

  test('the events of other channels are not heard', async () => {
    const heard: ChannelEvent[] = []
    await there.subscribe('room:a', (event) => heard.push(event))
    await here.publish('room:b', notice('not yours'))
    await here.publish('room:a', notice('yours'))
    await expect.poll(() => heard).toEqual([notice('yours')])
  })

  test('who has unsubscribed hears nothing more, and the others still do', async () => {
    const heard: ChannelEvent[] = []
    const gone: ChannelEvent[] = []
    const unsubscribe = await there.subscribe('room:a', (event) => gone.push(event))
    await there.subscribe('room:a', (event) => heard.push(event))
    await unsubscribe()
    await here.publish('room:a', notice('after'))
    await expect.poll(() => heard).toEqual([notice('after')])
    expect(gone).toEqual([])
  })
}
