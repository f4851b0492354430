import type { ChatServerFrame, Room } from '@mediconnect/protocol'
import type { RoomBatch } from '../broadcast/roomBatch.ts'
import { receiptFrame } from '../receiptFrame.ts'
import type { RoomPosition, Store } from '../store/store.ts'
import type { SessionHandle } from './session.ts'

/** Messages and receipts read from the store at once. */
const PAGE = 100

/** Receipts about messages up to `seq`, from the one after `after`. */
interface MissedReceipts {
  readonly seq: number
  readonly upTo: number
  after: number
}

interface Options {
  readonly session: SessionHandle
  readonly store: Pick<Store, 'messages' | 'receipts'>
  readonly room: Room
}

/** How far a socket has got in its room. What it has not got is read from the store, at the pace its peer reads. */
export class CatchUp {
  readonly #session: SessionHandle
  readonly #store: Pick<Store, 'messages' | 'receipts'>
  readonly #room: Room
  #missed: MissedReceipts | undefined
  #runs = 0
  #sentSeq = 0
  #sentReceipt = 0
  #knownSeq = 0
  #knownReceipt = 0

  constructor({ session, store, room }: Options) {
    this.#session = session
    this.#store = store
    this.#room = room
  }

  /** The newest message that was sent. */
  get sentSeq(): number {
    return this.#sentSeq
  }

  /** What comes after `seq` is to be sent. `since`: what a peer that resumes had; receipts about it may be missed. */
  begin(seq: number, { last_seq, last_receipt }: RoomPosition, since: number | undefined): void {
    this.#sentSeq = seq
    this.#knownSeq = Math.max(this.#knownSeq, last_seq)
    this.#sentReceipt = last_receipt
    this.#knownReceipt = Math.max(this.#knownReceipt, last_receipt)
    if (since !== undefined && last_receipt > 0) this.#missed = { seq: since, after: 0, upTo: last_receipt }
  }

  /** There is so much; whether it is sent now is another matter. */
  heard({ messages, receipts }: RoomBatch): void {
    if (messages) this.#knownSeq = Math.max(this.#knownSeq, messages.last)
    if (receipts) this.#knownReceipt = Math.max(this.#knownReceipt, receipts.newest)
  }

  /** Whether this comes right after what was sent. */
  isNext({ messages, receipts }: RoomBatch): boolean {
    return (
      (messages === undefined || messages.first === this.#sentSeq + 1) &&
      (receipts === undefined || receipts.first === this.#sentReceipt + 1)
    )
  }

  sentAll({ messages, receipts }: RoomBatch): void {
    if (messages) this.#sentSeq = messages.last
    if (receipts) this.#sentReceipt = receipts.newest
  }

  /** Sends one live message. Whether there is a gap before it: then it was not sent. */
  sendMessage(seq: number, text: string): boolean {
    if (seq <= this.#sentSeq) return false
    if (seq > this.#sentSeq + 1) return true
    this.#session.sendText(text)
    if (this.#session.isOpen()) this.#sentSeq = seq
    return false
  }

  /** The same with receipts that follow each other from `first` on. */
  sendReceipts(first: number, texts: readonly string[]): boolean {
    const newest = first + texts.length - 1
    if (newest <= this.#sentReceipt) return false
    if (first > this.#sentReceipt + 1) return true
    for (const text of texts.slice(this.#sentReceipt + 1 - first)) this.#session.sendText(text)
    if (this.#session.isOpen()) this.#sentReceipt = newest
    return false
  }

  /** Reads on until nothing newer is known. Whether it got there: the token may expire, or another run take over. */
  async run(): Promise<boolean> {
    const session = this.#session
    const run = ++this.#runs
    const isCurrent = () => session.isOpen() && run === this.#runs
    if (session.isSlow()) await session.drained()
    while (isCurrent() && (this.#missed || this.#isBehind())) {
      const missed = this.#missed
      const read = missed ? await this.#sendMissed(missed, isCurrent) : await this.#sendNewer(isCurrent)
      if (!isCurrent()) return false
      if (read === PAGE) await session.drained()
      else if (missed) this.#missed = undefined
      // It was announced and is not there.
      else if (read === 0) break
    }
    return isCurrent()
  }

  #isBehind(): boolean {
    return this.#knownSeq > this.#sentSeq || this.#knownReceipt > this.#sentReceipt
  }

  /** One page of what changed, while the peer was away, about messages it has. Gives how much that was. */
  async #sendMissed(range: MissedReceipts, isCurrent: () => boolean): Promise<number> {
    const receipts = await this.#store.receipts.missed(this.#room.name, range.seq, range.after, range.upTo, PAGE)
    if (!isCurrent()) return 0
    for (const receipt of receipts) {
      this.#session.send(receiptFrame(receipt))
      range.after = receipt.position
    }
    return receipts.length
  }

  /** One page of what the peer has not got yet. Gives how much that was, at most a page. */
  async #sendNewer(isCurrent: () => boolean): Promise<number> {
    const messages = this.#knownSeq > this.#sentSeq ? await this.#sendMessages(isCurrent) : 0
    if (messages === PAGE || !isCurrent()) return messages
    return Math.max(messages, this.#knownReceipt > this.#sentReceipt ? await this.#sendNewReceipts(isCurrent) : 0)
  }

  async #sendMessages(isCurrent: () => boolean): Promise<number> {
    const session = this.#session
    const messages = await this.#store.messages.after(this.#room.name, this.#sentSeq, PAGE)
    if (!isCurrent()) return 0
    for (const message of messages) {
      session.send({ type: 'chat_message', data: message } satisfies ChatServerFrame)
      if (!session.isOpen()) return 0
      this.#sentSeq = message.seq
      // Large messages: a page of them is more than a peer may be behind.
      if (session.isSlow()) await session.drained()
      if (!isCurrent()) return 0
    }
    return messages.length
  }

  async #sendNewReceipts(isCurrent: () => boolean): Promise<number> {
    const receipts = await this.#store.receipts.after(this.#room.name, this.#sentReceipt, PAGE)
    if (!isCurrent()) return 0
    for (const receipt of receipts) {
      this.#session.send(receiptFrame(receipt))
      if (!this.#session.isOpen()) return 0
      this.#sentReceipt = receipt.position
    }
    return receipts.length
  }
}
