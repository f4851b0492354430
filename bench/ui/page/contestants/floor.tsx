import { useLayoutEffect, useRef, useState } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import type { CreateContestant } from '../contestant.ts'
import { createFeed, useFeed, type Feed } from '../feed.ts'

/** The least a virtualized list can do: rows of bare text, the end followed, the place kept when older ones come. */
export const createContestant: CreateContestant = (messages) => {
  const feed = createFeed(messages)
  return {
    element: <Floor feed={feed} />,
    receive: feed.append,
    prepend: feed.prepend,
    count: () => feed.snapshot().length,
    rowClass: 'floor-row',
    scroller: '.bench__list',
    input: '.bench__input',
  }
}

function Floor({ feed }: { readonly feed: Feed }) {
  const messages = useFeed(feed)
  const [text, setText] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const first = messages[0]?.key
  const newest = messages.at(-1)?.key
  const [lastFirst, setLastFirst] = useState(first)
  const [shift, setShift] = useState(false)
  if (first !== lastFirst) {
    setLastFirst(first)
    setShift(true)
  }
  const [lastNewest, setLastNewest] = useState(newest)
  if (newest !== lastNewest) {
    setLastNewest(newest)
    setShift(false)
  }
  const count = useRef(messages.length)
  useLayoutEffect(() => {
    count.current = messages.length
  })
  useLayoutEffect(() => {
    list.current?.scrollToIndex(count.current - 1, { align: 'end' })
  }, [newest])
  return (
    <div className="bench">
      <div className="bench__list" data-anchored="" ref={scroller}>
        <Virtualizer ref={list} scrollRef={scroller} data={messages} shift={shift}>
          {(message) => (
            <div key={message.key} className="floor-row">
              {message.message}
            </div>
          )}
        </Virtualizer>
      </div>
      <textarea className="bench__input" value={text} onChange={(event) => setText(event.target.value)} />
    </div>
  )
}
