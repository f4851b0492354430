import { ask, BY_CLIENT_ID, BY_ROOM, DRAFTS, KEYS, MESSAGES, ofUser, openDatabase, transact } from './database.ts'
import type { KeptMessage, OutboxStorage, OwedEntry } from './outboxStorage.ts'
import { seal, sealText, unseal, unsealText, type Sealed } from './sealer.ts'
import { findKey, userKey, type UserKey } from './userKey.ts'

/** A row: whose it is and where it goes can be read, what it says and what its file is called cannot. */
interface NewRow {
  readonly clientId: string
  readonly userId: number
  readonly roomName: string
  /** It was put on the wire of a server that would not know it again. */
  readonly isTaken: boolean
  readonly entry: Sealed
  readonly file?: { readonly facts: Sealed; readonly bytes: Sealed }
}
/** The database counts: the places of all tabs' messages are in the order they were kept. */
type Row = NewRow & { readonly order: number }

type Stores = (name: string) => IDBObjectStore
interface Opened {
  readonly database: IDBDatabase
  readonly key: UserKey
}

/** Unsent messages and drafts in IndexedDB, encrypted with a key of the user that cannot leave the browser. */
export function createIndexedDbOutbox(userId: number): OutboxStorage {
  let opened: Promise<Opened> | undefined
  let last: Promise<unknown> = Promise.resolve()
  let isPurged = false

  async function open(): Promise<Opened> {
    const database = await openDatabase(() => (opened = undefined))
    return { database, key: await userKey(database, userId) }
  }

  /**
   * One thing after another, in the order it was asked for: what was removed must not be put back by an earlier write.
   * A browser that keeps nothing, such as one whose disk is full, must not keep a message from being sent.
   */
  function inOrder<Result>(otherwise: Result, work: (opened: Opened) => Promise<Result>): Promise<Result> {
    const result = last.then(async () => {
      if (isPurged) return otherwise
      try {
        return await work(await (opened ??= open()))
      } catch {
        opened?.catch(() => (opened = undefined))
        return otherwise
      }
    })
    last = result
    return result
  }

  /** Writes, unless the user signed out meanwhile, in any tab: nothing may come after the purge. */
  function write<Result>({ database, key }: Opened, work: (store: Stores) => Promise<Result>): Promise<Result> {
    return transact(database, 'readwrite', async (store) => {
      const current = await findKey(store(KEYS), userId)
      if (current?.id !== key.id) throw new Error('The user has signed out.')
      return work(store)
    })
  }

  return {
    add: async (entry, file, onKept) => {
      const order = await inOrder<number | undefined>(undefined, async (opened) => {
        const row: NewRow = {
          clientId: entry.client_id,
          userId,
          roomName: entry.room_name,
          isTaken: false,
          entry: await sealText(opened.key.key, JSON.stringify(entry)),
          ...(file && { file: await sealFile(opened.key.key, file) }),
        }
        return write(opened, async (store) => await ask<number>(store(MESSAGES).add(row)))
      })
      if (order !== undefined) onKept(order)
    },
    change: (entry, { isUploaded, toEnd } = {}) =>
      inOrder<number | undefined>(undefined, async (opened) => {
        const sealed = await sealText(opened.key.key, JSON.stringify(entry))
        return write(opened, async (store) => {
          const messages = store(MESSAGES)
          const row = await ask<Row | undefined>(messages.index(BY_CLIENT_ID).get(entry.client_id))
          if (!row) return undefined
          const { order, file, ...rest } = row
          const next: NewRow = { ...rest, entry: sealed, ...(!isUploaded && file && { file }) }
          if (!toEnd) return await ask<number>(messages.put({ ...next, order }))
          await ask(messages.delete(order))
          return await ask<number>(messages.add({ ...next, isTaken: false }))
        })
      }),
    remove: (clientId) =>
      inOrder(undefined, (opened) =>
        write(opened, async (store) => {
          const order = await ask<number | undefined>(store(MESSAGES).index(BY_CLIENT_ID).getKey(clientId))
          if (order !== undefined) await ask(store(MESSAGES).delete(order))
        }),
      ),
    list: (roomName) =>
      inOrder<number[] | undefined>(undefined, ({ database }) =>
        transact(database, 'readonly', async (store) => {
          return ask<number[]>(store(MESSAGES).index(BY_ROOM).getAllKeys([userId, roomName]))
        }),
      ),
    read: (order) =>
      inOrder<KeptMessage | undefined>(undefined, async ({ database, key }) => {
        const row = await transact(database, 'readonly', (store) => ask<Row | undefined>(store(MESSAGES).get(order)))
        return row?.userId === userId ? readRow(key.key, row) : undefined
      }),
    claim: (order, isTaken) =>
      inOrder(false, (opened) =>
        write(opened, async (store) => {
          const row = await ask<Row | undefined>(store(MESSAGES).get(order))
          if (!row || row.isTaken === isTaken) return false
          await ask(store(MESSAGES).put({ ...row, isTaken }))
          return true
        }),
      ),
    rooms: () =>
      inOrder<string[]>([], ({ database }) =>
        transact(database, 'readonly', (store) => roomsIn(store(MESSAGES), userId)),
      ),
    drafts: () =>
      inOrder<ReadonlyMap<string, string>>(new Map(), async ({ database, key }) => {
        const [keys, drafts] = await transact(database, 'readonly', (store) =>
          Promise.all([
            ask<IDBValidKey[]>(store(DRAFTS).getAllKeys(ofUser(userId))),
            ask<Sealed[]>(store(DRAFTS).getAll(ofUser(userId))),
          ]),
        )
        const texts = await Promise.all(drafts.map((sealed) => unsealText(key.key, sealed)))
        return new Map(keys.map((at, index) => [roomOf(at), texts[index] ?? '']))
      }),
    keepDraft: (roomName, text) =>
      inOrder(undefined, async (opened) => {
        const sealed = text && (await sealText(opened.key.key, text))
        await write(opened, async (store) => {
          const drafts = store(DRAFTS)
          const at = [userId, roomName]
          if (sealed) await ask(drafts.put(sealed, at))
          else await ask(drafts.delete(at))
        })
      }),
    purge: async () => {
      await inOrder(undefined, ({ database }) =>
        transact(database, 'readwrite', async (store) => {
          const messages = store(MESSAGES)
          store(KEYS).delete(userId)
          store(DRAFTS).delete(ofUser(userId))
          const orders = await ask<number[]>(messages.index(BY_ROOM).getAllKeys(ofUser(userId)))
          for (const order of orders) messages.delete(order)
        }),
      )
      isPurged = true
    },
  }
}

async function sealFile(key: CryptoKey, file: File): Promise<NonNullable<NewRow['file']>> {
  const facts = await sealText(key, JSON.stringify([file.name, file.type]))
  return { facts, bytes: await seal(key, await file.arrayBuffer()) }
}

async function readRow(key: CryptoKey, { order, isTaken, entry: sealed, file }: Row): Promise<KeptMessage | undefined> {
  // Written by this very code, and sealed: nobody else can have put it there.
  const entry = JSON.parse(await unsealText(key, sealed)) as OwedEntry
  if (!file) return { entry, order, isTaken }
  const [name, type] = JSON.parse(await unsealText(key, file.facts)) as [string, string]
  return { entry, order, isTaken, file: new File([await unseal(key, file.bytes)], name, { type }) }
}

function roomsIn(messages: IDBObjectStore, userId: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const rooms: string[] = []
    const request = messages.index(BY_ROOM).openKeyCursor(ofUser(userId), 'nextunique')
    request.onerror = () => reject(request.error ?? new Error('The browser did not answer.'))
    request.onsuccess = () => {
      const cursor = request.result
      if (!cursor) return resolve(rooms)
      rooms.push(roomOf(cursor.key))
      cursor.continue()
    }
  })
}

/** The room of a key `[userId, roomName]`. */
function roomOf(key: IDBValidKey): string {
  const roomName: unknown = Array.isArray(key) ? key[1] : undefined
  return typeof roomName === 'string' ? roomName : ''
}
