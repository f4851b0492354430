import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startControl, type Control, type ControlledServer } from './control.ts'

const PAGE = { 'x-demo-control': '1' }
const restart = vi.fn<ControlledServer['restart']>(() => Promise.resolve())
let folder: string
let databaseFile: string
let control: Control

beforeEach(async () => {
  restart.mockClear()
  folder = await mkdtemp(path.join(os.tmpdir(), 'mediconnect-control-'))
  databaseFile = path.join(folder, 'demo.db')
  const database = new DatabaseSync(databaseFile)
  database.exec('pragma journal_mode = wal; create table notes (text)')
  database.close()
  control = await startControl(0, { databaseFile, restart })
})
afterEach(async () => {
  await control.stop()
  await rm(folder, { recursive: true, force: true })
})

test('the demo’s page restarts and kills the server', async () => {
  expect(await ask('GET', '/demo-control/', PAGE)).toBe(200)
  expect(await ask('POST', '/demo-control/restart?seconds=2', PAGE)).toBe(200)
  expect(await ask('POST', '/demo-control/kill?seconds=0', PAGE)).toBe(200)
  expect(restart.mock.calls).toEqual([
    ['SIGTERM', 2_000],
    ['SIGKILL', 0],
  ])
})

test('another site, another name for this machine, and a plain form get nothing done', async () => {
  const order = '/demo-control/kill?seconds=0'
  expect(await ask('POST', order, {})).toBe(403)
  expect(await ask('POST', order, { ...PAGE, origin: 'https://elsewhere.example' })).toBe(403)
  expect(await ask('POST', order, { ...PAGE, host: 'rebound.example' })).toBe(403)
  expect(restart).not.toHaveBeenCalled()
})

test('what it does not know it does not do', async () => {
  expect(await ask('POST', '/demo-control/explode', PAGE)).toBe(404)
  expect(await ask('POST', '/demo-control/restart?seconds=86400', PAGE)).toBe(400)
  expect(await ask('PUT', '/demo-control/restart', PAGE)).toBe(405)
  expect(restart).not.toHaveBeenCalled()
})

test('a paused database takes nothing, and goes on by itself', async () => {
  const database = new DatabaseSync(databaseFile)
  const write = (): unknown => database.exec("insert into notes values ('kept')")
  expect(await ask('POST', '/demo-control/pause-database?seconds=1', PAGE)).toBe(200)
  expect(write).toThrow(/locked/)
  expect(await ask('POST', '/demo-control/pause-database?seconds=1', PAGE)).toBe(409)
  await vi.waitFor(write, { timeout: 5_000 })
  database.close()
})

/** The status of the answer. `fetch` would not send another host. */
function ask(method: string, target: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${control.url}${target}`, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
}
