import { ask, KEYS, transact } from './database.ts'
import { newKey } from './sealer.ts'

/** A user's key; `id` tells it from the one that is made after a sign-out. */
export interface UserKey {
  readonly id: string
  readonly key: CryptoKey
}

/** The user's key in this browser; made when there is none. Two tabs that make one at once end with the same. */
export async function userKey(database: IDBDatabase, userId: number): Promise<UserKey> {
  const found = await transact(database, 'readonly', (store) => findKey(store(KEYS), userId))
  if (found) return found
  const made: UserKey = { id: crypto.randomUUID(), key: await newKey() }
  return transact(database, 'readwrite', async (store) => {
    const keys = store(KEYS)
    const others = await findKey(keys, userId)
    if (!others) await ask(keys.add(made, userId))
    return others ?? made
  })
}

/** The key as it is now; nothing once the user signed out. */
export async function findKey(keys: IDBObjectStore, userId: number): Promise<UserKey | undefined> {
  return ask<UserKey | undefined>(keys.get(userId))
}
