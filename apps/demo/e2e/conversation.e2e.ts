import { bubble, composer, openRoom, stored, texts, write } from './chat.ts'
import { expect, test } from './world.ts'

const room = '123_456'

test('a message reaches the other side and is shown as sent, delivered and read', async ({ world }) => {
  const doctor = await world.signIn('dr_smith')
  await openRoom(doctor, room)
  await write(doctor, 'How are you today?')
  await expect(bubble(doctor, 'How are you today?')).toHaveAttribute('data-state', 'sent')

  // Signed in, with the room open but the page in the background: delivered, not read.
  const patient = await world.signIn('patient_doe')
  await patient.evaluate(() => {
    Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => false })
    window.dispatchEvent(new Event('blur'))
  })
  await openRoom(patient, room)
  await expect(bubble(patient, 'How are you today?')).toBeVisible()
  await expect(bubble(doctor, 'How are you today?')).toHaveAttribute('data-state', 'delivered')

  await patient.evaluate(() => {
    Object.defineProperty(document, 'hasFocus', { configurable: true, value: () => true })
    window.dispatchEvent(new Event('focus'))
  })
  await expect(bubble(doctor, 'How are you today?')).toHaveAttribute('data-state', 'read')
  await write(patient, 'Much better, thank you.')
  await expect(bubble(doctor, 'Much better, thank you.')).toBeVisible()
  expect(world.complaints).toEqual([])
})

test('typing shows on the other side and goes by itself', async ({ world }) => {
  const [doctor, patient] = [await world.signIn('dr_smith'), await world.signIn('patient_doe')]
  await openRoom(doctor, room)
  await openRoom(patient, room)
  await composer(patient).pressSequentially('I have')
  // It is spoken, too: the words are on the page twice.
  const typing = doctor.locator('.mc-typing__text')
  await expect(typing).toHaveText(/is typing/)
  await expect(typing).toBeHidden()
})

test('presence turns when the page is closed', async ({ world }) => {
  const [doctor, patient] = [await world.signIn('dr_smith'), await world.signIn('patient_doe')]
  await openRoom(patient, room)
  await openRoom(doctor, room)
  const header = doctor.locator('.mc-chat-header')
  await expect(header).toContainText('Online')
  await patient.close()
  await expect(header).toContainText(/Offline|Last seen/)
})

test('history is there after a reload, in order', async ({ world }) => {
  const doctor = await world.signIn('dr_smith')
  await openRoom(doctor, room)
  for (const text of ['one', 'two', 'three']) await write(doctor, text)
  await expect(bubble(doctor, 'three')).toHaveAttribute('data-state', 'sent')
  await doctor.reload()
  await expect(bubble(doctor, 'three')).toBeVisible()
  expect(await texts(doctor)).toEqual(['one', 'two', 'three'])
})

test('a message written while the server is down waits, and after kill -9 and a restart is there exactly once', async ({
  world,
}) => {
  const [doctor, patient] = [await world.signIn('dr_smith'), await world.signIn('patient_doe')]
  await openRoom(doctor, room)
  await openRoom(patient, room)
  await write(doctor, 'before the outage')
  await expect(bubble(patient, 'before the outage')).toBeVisible()

  await world.killServer('SIGKILL')
  await expect(doctor.locator('.mc-chat-window')).not.toHaveAttribute('data-connection', 'connected')
  await write(doctor, 'written during the outage')
  await expect(bubble(doctor, 'written during the outage')).toHaveAttribute('data-state', 'queued')
  await expect(doctor.getByText('Waiting to be sent')).toBeVisible()

  await world.startServer()
  await expect(bubble(doctor, 'written during the outage')).toHaveAttribute('data-state', /sent|delivered|read/, {
    timeout: 30_000,
  })
  await expect(bubble(patient, 'written during the outage')).toBeVisible({ timeout: 30_000 })
  for (const page of [doctor, patient]) {
    await expect.poll(() => texts(page)).toEqual(['before the outage', 'written during the outage'])
  }
  expect(await stored(world.serverUrl, 'patient_doe', room)).toEqual(['before the outage', 'written during the outage'])
})

test('what is new is marked as such, and a room that was read and left stays read in the list', async ({ world }) => {
  const [doctor, patient] = [await world.signIn('dr_smith'), await world.signIn('patient_doe')]
  await openRoom(patient, room)
  for (const text of ['first', 'second']) await write(patient, text)
  await expect(bubble(patient, 'second')).toHaveAttribute('data-state', 'sent')
  await openRoom(doctor, room)
  await expect(doctor.getByText('New messages', { exact: true })).toBeVisible()
  await write(doctor, 'my answer')
  await expect(bubble(patient, 'my answer')).toBeVisible()
  // Read is what was in view for a moment: whoever leaves sooner has not read it.
  await expect(bubble(patient, 'second')).toHaveAttribute('data-state', 'read')

  await openRoom(doctor, '123_200')
  const row = doctor.getByTestId(`room-${room}`)
  const isAsAnswered = async (): Promise<void> => {
    await expect(row).toContainText('my answer')
    await expect(row).not.toContainText('unread')
  }
  await isAsAnswered()
  // The list that was fetched before is older than what the open room showed.
  await doctor.waitForResponse((response) => response.url().endsWith('/api/rooms/'))
  await isAsAnswered()
})
