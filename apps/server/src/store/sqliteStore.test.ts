import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSqliteStore } from './sqliteStore.ts'
import { storeContract } from './store.contract.ts'

const withFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-store-'))
  const file = join(folder, 'mediconnect.db')
  return { file, remove: () => rm(folder, { recursive: true, force: true }) }
}

describe('the store on SQLite', () => {
  storeContract(async () => {
    const { file, remove } = await withFolder()
    const store = await openSqliteStore(file, Date.now)
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
      const store = await openSqliteStore(file, Date.now)
      await store.seedDemo(`password ${start}`)
      expect((await store.users.credentials('dr_smith'))?.password_hash).toBe('password 0')
      await store.close()
    }
    await remove()
  })
})
