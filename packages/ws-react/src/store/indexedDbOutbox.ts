import type { KeptMessage, OutboxStorage, OwedEntry } from './outboxStorage.ts'
import { newKey, seal, unseal, type Sealed } from './sealer.ts'
import { createTabLock, type TabLock } from './tabLock.ts'

const DATABASE = 'mediconnect-outbox'
const VERSION = 1
const MESSAGES = 'messages'
const KEYS = 'keys'
const BY_USER = 'user'

/** A row: whose it is and where it goes can be read, what it says cannot. */
interface Row {
  readonly clientId: string
  readonly userId: number
  readonly roomName: string
  readonly tabId: string
  /** When it was first kept: the order of sending. */
  readonly at: number
  readonly entry: Sealed
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Sealed }
}

/** Whether this page can keep unsent messages: it needs IndexedDB and, for the encryption, a secure context. */
export function canKeep(): boolean {
  return typeof indexedDB !== 'undefined' && typeof crypto !== 'undefined' && typeof crypto.subtle !== 'undefined'
}

/** Unsent messages in IndexedDB, encrypted with a key of the user that cannot leave the browser. */
export function createIndexedDbOutbox(userId: number): OutboxStorage {
  let lock: TabLock | undefined
  let opened: Promise<IDBDatabase> | undefined
  let lastAt = 0
  let lastWrite: Promise<void> = Promise.resolve()

  const tab = (): TabLock => (lock ??= createTabLock(navigator.locks))
  const database = (): Promise<IDBDatabase> => (opened ??= open())

  /** The user's key; made when there is none. Two tabs that make one at once end with the same. */
  async function userKey(): Promise<CryptoKey> {
    const found: unknown = await run(await database(), KEYS, 'readonly', (keys) => keys.get(userId))
    if (found instanceof CryptoKey) return found
    const made = await newKey()
    await run(await database(), KEYS, 'readwrite', (keys) => keys.add(made, userId)).catch(() => undefined)
    const kept: unknown = await run(await database(), KEYS, 'readonly', (keys) => keys.get(userId))
    return kept instanceof CryptoKey ? kept : made
  }

  async function put({ entry, file }: KeptMessage): Promise<void> {
    const key = await userKey()
    const before = await run<Row | undefined>(await database(), MESSAGES, 'readonly', (rows) =>
      rows.get(entry.client_id),
    )
    // Two messages of one millisecond keep their order.
    lastAt = Math.max(Date.now(), lastAt + 1)
    const row: Row = {
      clientId: entry.client_id,
      userId,
      roomName: entry.room_name,
      tabId: tab().id,
      at: before?.at ?? lastAt,
      entry: await seal(key, new TextEncoder().encode(JSON.stringify(entry))),
      ...(file && { file: { name: file.name, type: file.type, bytes: await seal(key, await file.arrayBuffer()) } }),
    }
    await run(await database(), MESSAGES, 'readwrite', (rows) => rows.put(row))
  }

  /** Writes go to the disk in the order they were asked for: what was removed must not be put back by an earlier put. */
  function inOrder(work: () => Promise<void>): Promise<void> {
    lastWrite = lastWrite.then(() => quietly(work(), undefined))
    return lastWrite
  }

  async function ownRows(): Promise<Row[]> {
    return run<Row[]>(await database(), MESSAGES, 'readonly', (rows) => rows.index(BY_USER).getAll(userId))
  }

  /** Rows whose tab is gone. Where nobody can tell, all but our own: the server knows a message sent twice for one. */
  async function abandonedRows(): Promise<Row[]> {
    const alive = await tab().aliveTabs()
    return (await ownRows()).filter(({ tabId }) => tabId !== tab().id && !alive?.has(tabId))
  }

  async function adopt(roomName: string): Promise<readonly KeptMessage[]> {
    const rows = (await abandonedRows()).filter((row) => row.roomName === roomName).sort((a, b) => a.at - b.at)
    if (rows.length === 0) return []
    const key = await userKey()
    const adopted: KeptMessage[] = []
    for (const row of rows) {
      const message = await read(key, row)
      // What this key cannot open belongs to a session that was purged.
      if (!message) await remove(row.clientId)
      else {
        await run(await database(), MESSAGES, 'readwrite', (all) => all.put({ ...row, tabId: tab().id }))
        adopted.push(message)
      }
    }
    return adopted
  }

  async function remove(clientId: string): Promise<void> {
    await run(await database(), MESSAGES, 'readwrite', (rows) => rows.delete(clientId))
  }

  return {
    put: (message) => inOrder(() => put(message)),
    remove: (clientId) => inOrder(() => remove(clientId)),
    adopt: (roomName) =>
      quietly(
        tab().exclusively(`${DATABASE}:${userId}`, () => adopt(roomName)),
        [],
      ),
    abandonedRooms: () =>
      quietly(
        abandonedRows().then((rows) => [...new Set(rows.map(({ roomName }) => roomName))]),
        [],
      ),
    purge: async () => {
      const rows = await quietly(ownRows(), [])
      for (const { clientId } of rows) await quietly(remove(clientId), undefined)
      await quietly(
        database().then((db) => run(db, KEYS, 'readwrite', (keys) => keys.delete(userId))),
        undefined,
      )
    },
    close: () => lock?.release(),
  }
}

async function read(key: CryptoKey, row: Row): Promise<KeptMessage | undefined> {
  try {
    const text = new TextDecoder().decode(await unseal(key, row.entry))
    // Written by this very code, and sealed: nobody else can have put it there.
    const entry = JSON.parse(text) as OwedEntry
    if (!row.file) return { entry }
    const bytes = await unseal(key, row.file.bytes)
    return { entry, file: new File([bytes], row.file.name, { type: row.file.type }) }
  } catch {
    return undefined
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(MESSAGES, { keyPath: 'clientId' }).createIndex(BY_USER, 'userId')
      request.result.createObjectStore(KEYS)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB could not be opened.'))
    request.onblocked = () => reject(new Error('IndexedDB is held by an older version of this page.'))
  })
}

/** One request in a transaction of its own; settles when the transaction is on disk. */
function run<Result>(
  database: IDBDatabase,
  storeName: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result> | IDBRequest<IDBValidKey> | IDBRequest<undefined>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, mode, { durability: 'strict' })
    const request = work(transaction.objectStore(storeName))
    transaction.oncomplete = () => resolve(request.result as Result)
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser did not keep the message.'))
    transaction.onerror = () => reject(transaction.error ?? new Error('The browser did not keep the message.'))
  })
}

/** A browser that keeps nothing, such as one whose disk is full, must not keep a message from being sent. */
async function quietly<Result>(work: Promise<Result>, otherwise: Result): Promise<Result> {
  try {
    return await work
  } catch {
    return otherwise
  }
}
