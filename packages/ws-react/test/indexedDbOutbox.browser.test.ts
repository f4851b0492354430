import { beforeEach, describe, expect, test } from 'vitest'
import { createIndexedDbOutbox } from '../src/store/indexedDbOutbox.ts'
import type { KeptMessage, OutboxStorage } from '../src/store/outboxStorage.ts'
import { newEntry } from '../src/store/owed.ts'
import { doctor, patient } from './people.ts'

const room = '123_456'
const written = (message: string, roomName = room): KeptMessage => ({
  entry: newEntry(roomName, doctor, { message, message_type: 'text', metadata: {} }),
})
const texts = async (tab: OutboxStorage, roomName = room) =>
  (await tab.adopt(roomName)).map(({ entry }) => entry.message)

/** Everything in the database, as somebody with the disk in hand would see it. */
async function rawRows(): Promise<unknown[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('mediconnect-outbox')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('not opened'))
  })
  return new Promise((resolve) => {
    const request = database.transaction('messages').objectStore('messages').getAll()
    request.onsuccess = () => {
      database.close()
      resolve(request.result)
    }
  })
}

beforeEach(async () => {
  for (const { id } of [doctor, patient]) await createIndexedDbOutbox(id).purge()
})

describe('unsent messages', () => {
  test('are taken over by the next tab, in order, once', async () => {
    const gone = createIndexedDbOutbox(doctor.id)
    for (const text of ['one', 'two', 'three']) await gone.put(written(text))
    gone.close()
    const [next, another] = [createIndexedDbOutbox(doctor.id), createIndexedDbOutbox(doctor.id)]
    await expect.poll(() => next.abandonedRooms()).toEqual([room])
    expect(await texts(next)).toEqual(['one', 'two', 'three'])
    expect(await texts(another)).toEqual([])
  })

  test('of a tab that is alive are left to it', async () => {
    const alive = createIndexedDbOutbox(doctor.id)
    await alive.put(written('mine'))
    const other = createIndexedDbOutbox(doctor.id)
    expect(await other.abandonedRooms()).toEqual([])
    expect(await texts(other)).toEqual([])
  })

  test('go one by one, and room by room', async () => {
    const gone = createIndexedDbOutbox(doctor.id)
    const first = written('sent meanwhile')
    await gone.put(first)
    await gone.put(written('still owed'))
    await gone.put(written('elsewhere', 'clinic_1'))
    await gone.remove(first.entry.client_id)
    gone.close()
    const next = createIndexedDbOutbox(doctor.id)
    await expect.poll(() => next.abandonedRooms()).toHaveLength(2)
    expect(await texts(next)).toEqual(['still owed'])
    expect(await texts(next, 'clinic_1')).toEqual(['elsewhere'])
  })

  test('that are sent while they are still being written are not put back', async () => {
    const gone = createIndexedDbOutbox(doctor.id)
    const message = { ...written(''), file: new File([new Uint8Array(1_000_000)], 'scan.bin') }
    await Promise.all([gone.put(message), gone.remove(message.entry.client_id)])
    expect(await rawRows()).toEqual([])
  })

  test('come back with their file', async () => {
    const gone = createIndexedDbOutbox(doctor.id)
    const file = new File(['%PDF-1.7 report'], 'report.pdf', { type: 'application/pdf' })
    await gone.put({ ...written(''), file })
    gone.close()
    const next = createIndexedDbOutbox(doctor.id)
    await expect.poll(() => next.abandonedRooms()).toEqual([room])
    const [message] = await next.adopt(room)
    expect([message?.file?.name, message?.file?.type, await message?.file?.text()]).toEqual([
      'report.pdf',
      'application/pdf',
      '%PDF-1.7 report',
    ])
  })

  test('of one user are nothing to another', async () => {
    const gone = createIndexedDbOutbox(doctor.id)
    await gone.put(written('for the patient'))
    gone.close()
    expect(await createIndexedDbOutbox(patient.id).abandonedRooms()).toEqual([])
  })

  test('cannot be read on the disk', async () => {
    await createIndexedDbOutbox(doctor.id).put(written('a secret about a patient'))
    const [row] = await rawRows()
    const bytes = JSON.stringify(row, (_, value: unknown) =>
      value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
    )
    expect(bytes).toContain(room)
    expect(bytes).not.toContain('secret')
  })

  test('are gone after a purge, with the key', async () => {
    const tab = createIndexedDbOutbox(doctor.id)
    await tab.put(written('gone'))
    await tab.purge()
    tab.close()
    expect(await rawRows()).toEqual([])
    expect(await createIndexedDbOutbox(doctor.id).abandonedRooms()).toEqual([])
  })
})
