import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** Others who read along must not see who talks to whom either: names are hidden with the same secrets. */
const NAME_PREFIX = 'mediconnect:'
const NAME_BYTES = 18
const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const NONCE_BYTES = 12
const COUNTER_BYTES = 6
const TAG_BYTES = 16
/** Senders whose keys are remembered, and names; more of them only take longer. */
const MAX_SENDERS = 1_000
const MAX_NAMES = 20_000

/** First byte of what is sent; then comes the sender, who is fresh for each start of a node. */
const PLAIN = 0
const SEALED = 1
const SENDER_AT = 1
const SENDER_BYTES = 16
const PLAIN_TEXT_AT = SENDER_AT + SENDER_BYTES
const KEY_ID_AT = SENDER_AT + SENDER_BYTES
const KEY_ID_BYTES = 4
const NONCE_AT = KEY_ID_AT + KEY_ID_BYTES
const SEALED_TEXT_AT = NONCE_AT + NONCE_BYTES

/** What was opened, and by whom it was sealed. */
export interface Opened {
  readonly from: string
  readonly text: string
}

/** Keeps what passes through Redis from whoever else can read or write there. */
export interface Sealer {
  /** This end, as {@link Opened.from} names it to the others. */
  readonly id: string
  readonly isSealing: boolean
  /** What a channel or key is called on Redis: the name to write under first, then those of older secrets. */
  names(name: string): Names
  /** What is sealed for one channel cannot be opened in another. */
  seal(channel: string, text: string): Buffer
  isOwn(bytes: Buffer): boolean
  /** `undefined`: sealed with a secret we do not have, for another channel, or not by a sealer. */
  open(channel: string, bytes: Buffer): Opened | undefined
}

type Names = readonly [string, ...string[]]

interface Secret {
  readonly id: Buffer
  readonly names: KeyObject
  keyOf(sender: Buffer): KeyObject
}

interface Sender {
  readonly id: string
  readonly key: KeyObject
}

/** The first secret seals, all open: a new one is first added at the end everywhere, then moved to the front. */
export function createSealer(secrets: readonly string[]): Sealer {
  const sender = randomBytes(SENDER_BYTES)
  const [first, ...others] = secrets.map(createSecret)
  return first ? createSecretSealer(sender, first, others) : createPlainSealer(sender)
}

function createSecretSealer(sender: Buffer, first: Secret, others: readonly Secret[]): Sealer {
  const all = [first, ...others]
  const senders = new Map<string, Sender>()
  const hidden = new Map<string, Names>()
  const key = first.keyOf(sender)
  const header = Buffer.concat([Buffer.of(SEALED), sender, first.id])
  let sealed = 0

  function namesOf(name: string): Names {
    const nameWith = ({ names }: Secret) =>
      NAME_PREFIX + createHmac('sha256', names).update(name).digest().toString('base64url', 0, NAME_BYTES)
    const known = hidden.get(name) ?? ([nameWith(first), ...others.map(nameWith)] as const)
    remember(hidden, name, known, MAX_NAMES)
    return known
  }

  function senderOf(bytes: Buffer): Sender | undefined {
    const secret = all.find((each) => bytes.compare(each.id, 0, KEY_ID_BYTES, KEY_ID_AT, NONCE_AT) === 0)
    const from = bytes.subarray(SENDER_AT, KEY_ID_AT)
    return secret && { id: from.toString('hex'), key: secret.keyOf(from) }
  }

  return {
    id: sender.toString('hex'),
    isSealing: true,
    names: namesOf,
    seal(channel, text) {
      // A key of this sender's own makes a counter a safe nonce: random ones would meet after some billion events.
      const nonce = Buffer.alloc(NONCE_BYTES)
      nonce.writeUIntBE(++sealed, NONCE_BYTES - COUNTER_BYTES, COUNTER_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(channel))
      const body = cipher.update(text, 'utf8')
      cipher.final()
      return Buffer.concat([header, nonce, body, cipher.getAuthTag()])
    },
    isOwn: (bytes) => isFrom(bytes, sender),
    open(channel, bytes) {
      const end = bytes.length - TAG_BYTES
      if (bytes[0] !== SEALED || end < SEALED_TEXT_AT) return undefined
      const name = bytes.toString('latin1', SENDER_AT, NONCE_AT)
      const known = senders.get(name)
      const from = known ?? senderOf(bytes)
      if (!from) return undefined
      const options = { authTagLength: TAG_BYTES }
      const decipher = createDecipheriv(CIPHER, from.key, bytes.subarray(NONCE_AT, SEALED_TEXT_AT), options)
      decipher.setAAD(Buffer.from(channel)).setAuthTag(bytes.subarray(end))
      const text = decipher.update(bytes.subarray(SEALED_TEXT_AT, end))
      try {
        decipher.final()
      } catch {
        return undefined
      }
      // Only who has proved to be a sender: anybody can make others up.
      remember(senders, name, from, MAX_SENDERS)
      return { from: from.id, text: text.toString() }
    },
  }
}

function createPlainSealer(sender: Buffer): Sealer {
  const header = Buffer.concat([Buffer.of(PLAIN), sender])
  return {
    id: sender.toString('hex'),
    isSealing: false,
    names: (name) => [NAME_PREFIX + name],
    seal: (_channel, text) => Buffer.concat([header, Buffer.from(text)]),
    isOwn: (bytes) => isFrom(bytes, sender),
    open(_channel, bytes) {
      if (bytes[0] !== PLAIN || bytes.length < PLAIN_TEXT_AT) return undefined
      return { from: bytes.toString('hex', SENDER_AT, PLAIN_TEXT_AT), text: bytes.toString('utf8', PLAIN_TEXT_AT) }
    },
  }
}

function createSecret(secret: string): Secret {
  const derive = (salt: Buffer | string, use: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `mediconnect ${use}`, length))
  return {
    id: derive('', 'key id', KEY_ID_BYTES),
    names: createSecretKey(derive('', 'names', KEY_BYTES)),
    keyOf: (sender) => createSecretKey(derive(sender, 'channel', KEY_BYTES)),
  }
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value, max: number): void {
  if (map.has(key)) return
  map.set(key, value)
  const oldest = map.keys().next()
  if (map.size > max && !oldest.done) map.delete(oldest.value)
}

function isFrom(bytes: Buffer, sender: Buffer): boolean {
  return bytes.length >= PLAIN_TEXT_AT && bytes.compare(sender, 0, SENDER_BYTES, SENDER_AT, PLAIN_TEXT_AT) === 0
}
