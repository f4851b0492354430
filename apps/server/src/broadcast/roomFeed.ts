import { encodeFrame, type ChatServerFrame, type Room } from '@mediconnect/protocol'
import { receiptFrame } from '../receiptFrame.ts'
import type { RoomPosition, Store } from '../store/store.ts'
import type { RoomEvent } from './channelLayer.ts'

/** How long what comes from another node may be late before it is read from the database. */
const GAP_MS = 50
const RETRY_MS = 1_000
/** Messages and receipts read at once. */
const PAGE = 200
/** Events kept that came too early; beyond it the database is read on anyway. */
const MAX_EARLY = 1_000

type Receipts = Extract<RoomEvent, { kind: 'receipts' }>
type Message = Extract<RoomEvent, { kind: 'message' }>

interface Options {
  readonly room: Room
  readonly store: Pick<Store, 'messages' | 'receipts' | 'rooms'>
  /** Gets the events of one turn. */
  readonly deliver: (events: readonly RoomEvent[]) => void
  readonly onError: (error: unknown) => void
}

/** A room's events on this node: messages and receipts come out in order, each once, with none missing. */
export interface RoomFeed {
  /** What the room has at a moment from which on every event was pushed; nothing comes out before. Once is enough. */
  begin(position: RoomPosition): void
  push(event: RoomEvent): void
  /** The database has this much: what did not come by itself is read there. */
  sync(position: RoomPosition): void
  close(): void
}

export function createRoomFeed({ room, store, deliver, onError }: Options): RoomFeed {
  const early = { messages: new Map<number, Message>(), receipts: new Map<number, Receipts>() }
  let isBegun = false
  let nextSeq = Infinity
  let nextReceipt = Infinity
  let knownSeq = 0
  let knownReceipt = 0
  let out: RoomEvent[] = []
  let gapTimer: NodeJS.Timeout | undefined
  let isFilling = false
  let isClosed = false

  const isBehind = () => knownSeq >= nextSeq || knownReceipt >= nextReceipt

  function emit(event: RoomEvent): void {
    // The other events of this turn join it: one write to each socket for all of them.
    if (out.length === 0) queueMicrotask(flush)
    out.push(event)
  }

  function flush(): void {
    const events = out
    out = []
    if (!isClosed) deliver(events)
  }

  function push(event: RoomEvent): void {
    switch (event.kind) {
      case 'message':
        takeMessage(event)
        return settle()
      case 'receipts':
        takeReceipts(event)
        return settle()
      case 'typing':
      case 'presence':
      case 'notice':
        return emit(event)
    }
  }

  function takeMessage(event: Message): void {
    knownSeq = Math.max(knownSeq, event.seq)
    if (isBegun && event.seq < nextSeq) return
    if (event.seq !== nextSeq) {
      if (early.messages.size < MAX_EARLY) early.messages.set(event.seq, event)
      return
    }
    nextSeq++
    emit(event)
  }

  function takeReceipts(event: Receipts): void {
    knownReceipt = Math.max(knownReceipt, event.newest)
    knownSeq = Math.max(knownSeq, event.at_seq)
    if (isBegun && event.newest < nextReceipt) return
    if (!isBegun || event.first > nextReceipt || event.at_seq >= nextSeq) {
      if (early.receipts.size < MAX_EARLY) early.receipts.set(event.first, event)
      return
    }
    const texts = event.texts.slice(nextReceipt - event.first)
    emit({ ...event, first: nextReceipt, texts })
    nextReceipt = event.newest + 1
  }

  /** What came too early may have its turn now; what is missing gets a little time to come. */
  function settle(): void {
    if (!isBehind()) return
    for (let event = early.messages.get(nextSeq); event; event = early.messages.get(nextSeq)) {
      early.messages.delete(event.seq)
      takeMessage(event)
    }
    for (let event = early.receipts.get(nextReceipt); event; event = early.receipts.get(nextReceipt)) {
      if (event.at_seq >= nextSeq) break
      early.receipts.delete(event.first)
      takeReceipts(event)
    }
    if (isBehind()) arm(GAP_MS)
  }

  function arm(ms: number): void {
    if (isClosed || isFilling) return
    gapTimer ??= setTimeout(onTimer, ms)
  }

  function onTimer(): void {
    gapTimer = undefined
    if (!isBehind()) return
    isFilling = true
    fill().then(
      () => {
        isFilling = false
        settle()
      },
      (error: unknown) => {
        isFilling = false
        onError(error)
        arm(RETRY_MS)
      },
    )
  }

  /** Reads what is missing. Whatever comes by itself meanwhile is taken as well, each once. */
  async function fill(): Promise<void> {
    while (!isClosed && knownSeq >= nextSeq) {
      const reader_ids = await store.rooms.readers(room)
      const messages = await store.messages.after(room.name, nextSeq - 1, PAGE)
      if (messages.length === 0) {
        // It was announced and is not there: another database's word, or a bad one.
        knownSeq = nextSeq - 1
        early.messages.clear()
      }
      for (const data of messages) {
        const frame: ChatServerFrame = { type: 'chat_message', data }
        takeMessage({ kind: 'message', seq: data.seq, reader_ids, text: encodeFrame(frame) })
      }
    }
    while (!isClosed && knownReceipt >= nextReceipt) {
      const receipts = await store.receipts.after(room.name, nextReceipt - 1, PAGE)
      const first = receipts.at(0)
      const newest = receipts.at(-1)
      if (!first || !newest) {
        knownReceipt = nextReceipt - 1
        early.receipts.clear()
        break
      }
      const texts = receipts.map((receipt) => encodeFrame(receiptFrame(receipt)))
      takeReceipts({ kind: 'receipts', first: first.position, newest: newest.position, at_seq: 0, texts })
    }
    forgetOld()
  }

  function forgetOld(): void {
    for (const seq of early.messages.keys()) if (seq < nextSeq) early.messages.delete(seq)
    for (const event of early.receipts.values()) if (event.newest < nextReceipt) early.receipts.delete(event.first)
  }

  return {
    begin({ last_seq, last_receipt }) {
      if (isBegun) return
      isBegun = true
      nextSeq = last_seq + 1
      nextReceipt = last_receipt + 1
      forgetOld()
      settle()
    },
    push,
    sync(found) {
      knownSeq = Math.max(knownSeq, found.last_seq)
      knownReceipt = Math.max(knownReceipt, found.last_receipt)
      settle()
    },
    close() {
      isClosed = true
      clearTimeout(gapTimer)
    },
  }
}
