import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRealtimeClient, type RealtimeClient } from '../src/index.ts'
import { notificationPart, type NotificationPart } from '../src/store/notificationPart.ts'
import type { MemoryServer } from '../src/testing/index.ts'
import { memoryServer } from './memoryWorld.tsx'
import { patient } from './people.ts'

let server: MemoryServer
let client: RealtimeClient
let part: NotificationPart

beforeEach(async () => {
  server = memoryServer()
  server.notify(patient.id, { title: 'visit', notification_type: 'appointment' })
  server.notify(patient.id, { title: 'bill', notification_type: 'billing' })
  client = createRealtimeClient({ ...server.as(patient.id), user: patient, storage: 'memory' })
  part = client.part(notificationPart)
  await part.session.load(undefined)
  part.acquire()
  await vi.waitFor(() => expect(client.store.getState().connections.notifications?.status).toBe('connected'))
  await vi.waitFor(() => expect(now().unread.total_unread).toBe(2))
})
afterEach(() => client.dispose())

const now = () => client.store.getState().notifications
const titles = () => now().items.map(({ title }) => title)
/** Those the server has. */
async function stored(): Promise<string[]> {
  const other = createRealtimeClient({ ...server.as(patient.id), user: patient, storage: 'memory' })
  await other.part(notificationPart).session.load(undefined)
  const found = other.store.getState().notifications.items.map(({ title }) => title)
  other.dispose()
  return found
}

describe('deleting', () => {
  test('looks done at once, counts included, and the server hears of it only when it is sent', async () => {
    part.session.beginDelete('billing')
    expect(titles()).toEqual(['visit'])
    expect(now().unread).toEqual({ total_unread: 1, by_type: { appointment: 1 } })
    expect(await stored()).toEqual(['bill', 'visit'])
    part.session.deleteAll('billing')
    await vi.waitFor(() => expect(now().deleting).toBeUndefined())
    expect(titles()).toEqual(['visit'])
    expect(await stored()).toEqual(['visit'])
  })

  test('can be undone, with what happened meanwhile', async () => {
    const { id = '' } = now().items.find(({ title }) => title === 'visit') ?? {}
    part.session.beginDelete()
    expect(titles()).toEqual([])
    part.session.markRead(id)
    part.session.undoDelete()
    expect(titles()).toEqual(['bill', 'visit'])
    expect(now().unread.total_unread).toBe(1)
    expect(await stored()).toEqual(['bill', 'visit'])
  })

  test('is undone by what arrives: nobody has seen that', async () => {
    part.session.beginDelete()
    server.notify(patient.id, { title: 'new', notification_type: 'system' })
    await vi.waitFor(() => expect(titles()).toEqual(['new', 'bill', 'visit']))
    expect(now()).toMatchObject({ kept: 'arrival', unread: { total_unread: 3 } })
    expect(now().deleting).toBeUndefined()
  })

  test('goes on when something of another type arrives', async () => {
    part.session.beginDelete('billing')
    server.notify(patient.id, { title: 'new', notification_type: 'system' })
    await vi.waitFor(() => expect(titles()).toEqual(['new', 'visit']))
    expect(now().deleting).toEqual({ type: 'billing', status: 'waiting' })
  })

  test('without a connection deletes nothing, and says so', async () => {
    part.session.beginDelete()
    server.cut()
    await vi.waitFor(() => expect(client.store.getState().connections.notifications?.status).toBe('waiting'))
    part.session.deleteAll()
    expect(titles()).toEqual(['bill', 'visit'])
    expect(now().kept).toBe('offline')
  })
})
