import { beforeEach, describe, expect, test } from 'vitest'
import { createIndexedDbOutbox } from '../src/store/indexedDbOutbox.ts'
import type { OutboxStorage, OwedEntry } from '../src/store/outboxStorage.ts'
import { newEntry } from '../src/store/newEntry.ts'
import { doctor, patient } from './people.ts'

const room = '123_456'
const written = (message: string, roomName = room): OwedEntry =>
  newEntry(roomName, doctor, { message, message_type: 'text', metadata: {} })

/** Keeps a message; gives its place, or nothing if it was not kept. */
async function add(tab: OutboxStorage, entry: OwedEntry, file?: File): Promise<number | undefined> {
  let place: number | undefined
  await tab.add(entry, file, (order) => (place = order))
  return place
}

async function texts(tab: OutboxStorage, roomName = room): Promise<(string | undefined)[]> {
  const orders = (await tab.list(roomName)) ?? []
  return Promise.all(orders.map(async (order) => (await tab.read(order))?.entry.message))
}

/** Everything in the database, as somebody with the disk in hand would see it. */
async function onDisk(): Promise<string> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('mediconnect-outbox')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('not opened'))
  })
  const all = (name: string) =>
    new Promise<unknown>((resolve) => {
      const request = database.transaction(name).objectStore(name).getAll()
      request.onsuccess = () => resolve(request.result)
    })
  const rows = [await all('messages'), await all('drafts'), await all('keys')]
  database.close()
  return JSON.stringify(rows, (_, value: unknown) =>
    value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value,
  )
}

beforeEach(async () => {
  for (const { id } of [doctor, patient]) await createIndexedDbOutbox(id).purge()
})

describe('unsent messages', () => {
  test('of all tabs are seen by each, in the order they were kept', async () => {
    const [one, other] = [createIndexedDbOutbox(doctor.id), createIndexedDbOutbox(doctor.id)]
    for (const [tab, text] of [
      [one, '1'],
      [other, '2'],
      [one, '3'],
      [other, '4'],
    ] as const)
      await add(tab, written(text))
    expect(await texts(one)).toEqual(['1', '2', '3', '4'])
    expect(await texts(other)).toEqual(['1', '2', '3', '4'])
  })

  test('go one by one, and room by room', async () => {
    const tab = createIndexedDbOutbox(doctor.id)
    const first = written('sent meanwhile')
    for (const entry of [first, written('still owed'), written('elsewhere', 'clinic_1')]) await add(tab, entry)
    await tab.remove(first.client_id)
    expect(await tab.rooms()).toEqual([room, 'clinic_1'])
    expect(await texts(tab)).toEqual(['still owed'])
    expect(await texts(tab, 'clinic_1')).toEqual(['elsewhere'])
  })

  test('that are sent while they are still being written are not put back', async () => {
    const tab = createIndexedDbOutbox(doctor.id)
    const entry = written('')
    await Promise.all([
      add(tab, entry, new File([new Uint8Array(1_000_000)], 'scan.bin')),
      tab.remove(entry.client_id),
      tab.change({ ...entry, state: 'failed' }),
    ])
    expect(await tab.list(room)).toEqual([])
  })

  test('go to the end when they are tried again', async () => {
    const tab = createIndexedDbOutbox(doctor.id)
    const first = written('first')
    await add(tab, { ...first, state: 'failed' })
    await add(tab, written('second'))
    await tab.change(first, { toEnd: true })
    expect(await texts(tab)).toEqual(['second', 'first'])
  })

  test('come back with their file until it is uploaded', async () => {
    const tab = createIndexedDbOutbox(doctor.id)
    const entry = written('')
    const order = (await add(tab, entry, new File(['%PDF-1.7 report'], 'report.pdf', { type: 'application/pdf' }))) ?? 0
    const { file } = (await createIndexedDbOutbox(doctor.id).read(order)) ?? {}
    expect([file?.name, file?.type, await file?.text()]).toEqual(['report.pdf', 'application/pdf', '%PDF-1.7 report'])
    await tab.change({ ...entry, metadata: { file_url: '/api/uploads/1/report.pdf' } }, { isUploaded: true })
    const uploaded = await tab.read(order)
    expect(uploaded?.file).toBeUndefined()
    expect(uploaded?.entry.metadata.file_url).toBe('/api/uploads/1/report.pdf')
  })

  test('are put on the wire once, whichever tab does it, until the user tries again', async () => {
    const [one, other] = [createIndexedDbOutbox(doctor.id), createIndexedDbOutbox(doctor.id)]
    const entry = written('once')
    const order = (await add(one, entry)) ?? 0
    expect((await Promise.all([one.claim(order, true), other.claim(order, true)])).sort()).toEqual([false, true])
    const again = (await one.change(entry, { toEnd: true })) ?? 0
    expect(await other.claim(again, true)).toBe(true)
    expect(await other.claim(again, false)).toBe(true)
    expect(await one.claim(again, true)).toBe(true)
  })

  test('of one user are nothing to another', async () => {
    const order = (await add(createIndexedDbOutbox(doctor.id), written('for the patient'))) ?? 0
    const other = createIndexedDbOutbox(patient.id)
    expect([await other.rooms(), await other.list(room), await other.read(order)]).toEqual([[], [], undefined])
  })

  test('cannot be read on the disk: no text, no file, not its name or type, no draft', async () => {
    const tab = createIndexedDbOutbox(doctor.id)
    const file = new File(['secret content'], 'secret-name.pdf', { type: 'application/secret-type' })
    await add(tab, written('a secret about a patient'), file)
    await tab.keepDraft(room, 'a secret not yet said')
    const bytes = await onDisk()
    expect(bytes).toContain(room)
    expect(bytes).not.toContain('secret')
  })

  test('are gone after a purge, with drafts and key, and no tab that was open before writes any more', async () => {
    const [tab, frozen] = [createIndexedDbOutbox(doctor.id), createIndexedDbOutbox(doctor.id)]
    await add(tab, written('gone'))
    await frozen.keepDraft(room, 'gone too')
    await tab.purge()
    expect(await onDisk()).toBe('[[],[],[]]')
    expect(await add(frozen, written('too late'))).toBeUndefined()
    await frozen.keepDraft(room, 'too late')
    expect(await onDisk()).toBe('[[],[],[]]')
    expect(await add(createIndexedDbOutbox(doctor.id), written('a new session'))).toBeTypeOf('number')
  })
})

test('drafts are kept by room, and gone when they are emptied', async () => {
  const tab = createIndexedDbOutbox(doctor.id)
  await tab.keepDraft(room, 'half a sent')
  await tab.keepDraft('clinic_1', 'another')
  await tab.keepDraft('clinic_1', '')
  expect([...(await createIndexedDbOutbox(doctor.id).drafts())]).toEqual([[room, 'half a sent']])
})
