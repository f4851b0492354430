import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createDatabase } from '../../test/engines/createDatabase.ts'
import { openStore } from './openStore.ts'
import { storeContract } from './store.contract.ts'

const OPTIONS = {
  poolSize: 4,
  now: Date.now,
  onError(error: unknown) {
    throw error
  },
}

const withFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-store-'))
  const file = join(folder, 'mediconnect.db')
  return { file, remove: () => rm(folder, { recursive: true, force: true }) }
}

describe('the store on SQLite', () => {
  storeContract(async () => {
    const { file, remove } = await withFolder()
    const store = await openStore({ kind: 'sqlite', file }, OPTIONS)
    await store.seedDemo('no password')
    return {
      store,
      async dispose() {
        await store.close()
        await remove()
      },
    }
  })

  test('opens again with what it had, and seeds the demo once', async () => {
    const { file, remove } = await withFolder()
    for (let start = 0; start < 2; start++) {
      const store = await openStore({ kind: 'sqlite', file }, OPTIONS)
      await store.seedDemo(`password ${start}`)
      expect((await store.users.credentials('dr_smith'))?.password_hash).toBe('password 0')
      await store.close()
    }
    await remove()
  })
})

describe('the store on Postgres', () => {
  storeContract(async () => {
    const store = await openStore({ kind: 'postgres', url: await createDatabase() }, OPTIONS)
    await store.seedDemo('no password')
    return { store, dispose: () => store.close() }
  })

  test('is made once by nodes that start together, and then opens with what it had', async () => {
    const url = await createDatabase()
    const start = async (password: string) => {
      const store = await openStore({ kind: 'postgres', url }, OPTIONS)
      await store.seedDemo(password)
      return store
    }
    const stores = await Promise.all(Array.from({ length: 5 }, () => start('the first')))
    stores.push(await start('another'))
    for (const store of stores) {
      expect((await store.users.credentials('dr_smith'))?.password_hash).toBe('the first')
      expect((await store.rooms.open({ kind: 'clinic', name: 'clinic_1', groupId: 1 }))?.members).toHaveLength(3)
      await store.close()
    }
  })
})
