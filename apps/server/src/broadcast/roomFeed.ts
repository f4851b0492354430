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
export class RoomFeed {
  readonly #room: Room
  readonly #store: Options['store']
  readonly #deliver: Options['deliver']
  readonly #onError: Options['onError']
  /** None while nothing comes too early: there are as many feeds as rooms. */
  #earlyMessages: Map<number, Message> | undefined
  #earlyReceipts: Map<number, Receipts> | undefined
  #isBegun = false
  #nextSeq = Infinity
  #nextReceipt = Infinity
  #knownSeq = 0
  #knownReceipt = 0
  #out: RoomEvent[] | undefined
  #gapTimer: NodeJS.Timeout | undefined
  #isFilling = false
  #isClosed = false

  constructor({ room, store, deliver, onError }: Options) {
    this.#room = room
    this.#store = store
    this.#deliver = deliver
    this.#onError = onError
  }

  /** What the room has at a moment from which on every event was pushed; nothing comes out before. Once is enough. */
  begin({ last_seq, last_receipt }: RoomPosition): void {
    if (this.#isBegun) return
    this.#isBegun = true
    this.#nextSeq = last_seq + 1
    this.#nextReceipt = last_receipt + 1
    this.#forgetOld()
    this.#settle()
  }

  push(event: RoomEvent): void {
    switch (event.kind) {
      case 'message':
        this.#takeMessage(event)
        return this.#settle()
      case 'receipts':
        this.#takeReceipts(event)
        return this.#settle()
      case 'typing':
      case 'presence':
      case 'notice':
        return this.#emit(event)
    }
  }

  /** The database has this much: what did not come by itself is read there. */
  sync({ last_seq, last_receipt }: RoomPosition): void {
    this.#knownSeq = Math.max(this.#knownSeq, last_seq)
    this.#knownReceipt = Math.max(this.#knownReceipt, last_receipt)
    this.#settle()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#gapTimer)
  }

  #isBehind(): boolean {
    return this.#knownSeq >= this.#nextSeq || this.#knownReceipt >= this.#nextReceipt
  }

  #emit(event: RoomEvent): void {
    if (this.#out) {
      this.#out.push(event)
      return
    }
    // The other events of this turn join it: one write to each socket for all of them.
    this.#out = [event]
    queueMicrotask(() => this.#flush())
  }

  #flush(): void {
    const events = this.#out
    this.#out = undefined
    if (!this.#isClosed && events) this.#deliver(events)
  }

  #takeMessage(event: Message): void {
    this.#knownSeq = Math.max(this.#knownSeq, event.seq)
    if (this.#isBegun && event.seq < this.#nextSeq) return
    if (event.seq !== this.#nextSeq) {
      this.#earlyMessages ??= new Map()
      if (this.#earlyMessages.size < MAX_EARLY) this.#earlyMessages.set(event.seq, event)
      return
    }
    this.#nextSeq++
    this.#emit(event)
  }

  #takeReceipts(event: Receipts): void {
    this.#knownReceipt = Math.max(this.#knownReceipt, event.newest)
    this.#knownSeq = Math.max(this.#knownSeq, event.at_seq)
    if (this.#isBegun && event.newest < this.#nextReceipt) return
    if (!this.#isBegun || event.first > this.#nextReceipt || event.at_seq >= this.#nextSeq) {
      this.#earlyReceipts ??= new Map()
      if (this.#earlyReceipts.size < MAX_EARLY) this.#earlyReceipts.set(event.first, event)
      return
    }
    const texts = event.texts.slice(this.#nextReceipt - event.first)
    this.#emit({ ...event, first: this.#nextReceipt, texts })
    this.#nextReceipt = event.newest + 1
  }

  /** What came too early may have its turn now; what is missing gets a little time to come. */
  #settle(): void {
    if (!this.#isBehind()) return
    const messages = this.#earlyMessages
    for (let event = messages?.get(this.#nextSeq); event; event = messages?.get(this.#nextSeq)) {
      messages?.delete(event.seq)
      this.#takeMessage(event)
    }
    const receipts = this.#earlyReceipts
    for (let event = receipts?.get(this.#nextReceipt); event; event = receipts?.get(this.#nextReceipt)) {
      if (event.at_seq >= this.#nextSeq) break
      receipts?.delete(event.first)
      this.#takeReceipts(event)
    }
    if (this.#isBehind()) this.#arm(GAP_MS)
  }

  #arm(ms: number): void {
    if (this.#isClosed || this.#isFilling) return
    this.#gapTimer ??= setTimeout(() => this.#onTimer(), ms)
  }

  #onTimer(): void {
    this.#gapTimer = undefined
    if (!this.#isBehind()) return
    this.#isFilling = true
    this.#fill().then(
      () => {
        this.#isFilling = false
        this.#settle()
      },
      (error: unknown) => {
        this.#isFilling = false
        this.#onError(error)
        this.#arm(RETRY_MS)
      },
    )
  }

  /** Reads what is missing. Whatever comes by itself meanwhile is taken as well, each once. */
  async #fill(): Promise<void> {
    while (!this.#isClosed && this.#knownSeq >= this.#nextSeq) await this.#fillMessages()
    while (!this.#isClosed && this.#knownReceipt >= this.#nextReceipt) await this.#fillReceipts()
    this.#forgetOld()
  }

  async #fillMessages(): Promise<void> {
    const reader_ids = await this.#store.rooms.readers(this.#room)
    const messages = await this.#store.messages.after(this.#room.name, this.#nextSeq - 1, PAGE)
    if (messages.length === 0) {
      // It was announced and is not there: another database's word, or a bad one.
      this.#knownSeq = this.#nextSeq - 1
      this.#earlyMessages = undefined
    }
    for (const data of messages) {
      const frame: ChatServerFrame = { type: 'chat_message', data }
      this.#takeMessage({ kind: 'message', seq: data.seq, reader_ids, text: encodeFrame(frame) })
    }
  }

  async #fillReceipts(): Promise<void> {
    const receipts = await this.#store.receipts.after(this.#room.name, this.#nextReceipt - 1, PAGE)
    const first = receipts.at(0)
    const newest = receipts.at(-1)
    if (!first || !newest) {
      this.#knownReceipt = this.#nextReceipt - 1
      this.#earlyReceipts = undefined
      return
    }
    const texts = receipts.map((receipt) => encodeFrame(receiptFrame(receipt)))
    this.#takeReceipts({ kind: 'receipts', first: first.position, newest: newest.position, at_seq: 0, texts })
  }

  #forgetOld(): void {
    const messages = this.#earlyMessages
    for (const seq of messages?.keys() ?? []) if (seq < this.#nextSeq) messages?.delete(seq)
    if (messages?.size === 0) this.#earlyMessages = undefined
    const receipts = this.#earlyReceipts
    for (const event of receipts?.values() ?? []) if (event.newest < this.#nextReceipt) receipts?.delete(event.first)
    if (receipts?.size === 0) this.#earlyReceipts = undefined
  }
}
