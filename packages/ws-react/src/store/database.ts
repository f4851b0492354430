const NAME = 'mediconnect-outbox'
const VERSION = 2

/** What lies in the database. */
export const MESSAGES = 'messages'
export const KEYS = 'keys'
export const DRAFTS = 'drafts'
/** Indexes of the messages. */
export const BY_ROOM = 'room'
export const BY_CLIENT_ID = 'clientId'

const STORES = [MESSAGES, KEYS, DRAFTS]

/** Opens the database. `onClose`: a newer version of this page needs it, so it was closed. */
export function openDatabase(onClose: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.onupgradeneeded = () => {
      const database = request.result
      // Version 1 was never released.
      for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name)
      const messages = database.createObjectStore(MESSAGES, { keyPath: 'order', autoIncrement: true })
      messages.createIndex(BY_ROOM, ['userId', 'roomName'])
      messages.createIndex(BY_CLIENT_ID, 'clientId', { unique: true })
      database.createObjectStore(KEYS)
      database.createObjectStore(DRAFTS)
    }
    request.onsuccess = () => {
      const database = request.result
      database.onversionchange = () => {
        database.close()
        onClose()
      }
      database.onclose = onClose
      resolve(database)
    }
    request.onerror = () => reject(request.error ?? new Error('IndexedDB could not be opened.'))
    request.onblocked = () => reject(new Error('IndexedDB is held by an older version of this page.'))
  })
}

/** One transaction over everything; settles when it is on the disk. What `work` throws undoes it. */
export async function transact<Result>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (store: (name: string) => IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const transaction = database.transaction(STORES, mode, { durability: 'strict' })
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('The browser did not keep it.'))
  })
  try {
    const result = await work((name) => transaction.objectStore(name))
    await done
    return result
  } catch (error) {
    done.catch(() => undefined)
    // It may have ended by itself.
    if (transaction.error === null) quietly(() => transaction.abort())
    throw error
  }
}

/** What {@link ask} needs of a request, whatever its answer. */
interface Asked {
  readonly result: unknown
  readonly error: DOMException | null
  addEventListener(type: 'success' | 'error', listener: () => void): void
}

/** A request's answer, inside {@link transact}. What lies in the database was put there by this very code. */
export function ask<Result>(request: Asked): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result as Result))
    request.addEventListener('error', () => reject(request.error ?? new Error('The browser did not answer.')))
  })
}

/** All keys that begin with the user. */
export function ofUser(userId: number): IDBKeyRange {
  return IDBKeyRange.bound([userId], [userId, []])
}

function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // Nothing is left to undo.
  }
}
