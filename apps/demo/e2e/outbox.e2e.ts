import { bubble, composer, openRoom, stored, texts, write } from './chat.ts'
import { expect, test } from './world.ts'

const room = '123_456'

test('messages written while the server is down survive a reload and a closed tab, and arrive once, in order', async ({
  world,
}) => {
  const patient = await world.signIn('patient_doe')
  await openRoom(patient, room)
  const doctor = await world.signIn('dr_smith')
  await openRoom(doctor, room)
  await world.killServer('SIGKILL')
  await expect(doctor.locator('.mc-chat-window')).not.toHaveAttribute('data-connection', 'connected')
  for (const text of ['one', 'two', 'three']) await write(doctor, text)
  await expect(bubble(doctor, 'three')).toHaveAttribute('data-state', 'queued')

  await doctor.reload()
  await world.startServer()
  await expect(bubble(doctor, 'three')).toHaveAttribute('data-state', /sent|delivered|read/, { timeout: 30_000 })
  for (const page of [doctor, patient]) await expect.poll(() => texts(page)).toEqual(['one', 'two', 'three'])

  await world.killServer('SIGKILL')
  await expect(doctor.locator('.mc-chat-window')).not.toHaveAttribute('data-connection', 'connected')
  await write(doctor, 'four')
  await expect(bubble(doctor, 'four')).toHaveAttribute('data-state', 'queued')
  const context = doctor.context()
  await doctor.close()
  await world.startServer()
  // Signing in is enough: the room need not be opened for what is owed in it to be sent.
  await world.signIn('dr_smith', context)
  await expect(bubble(patient, 'four')).toBeVisible({ timeout: 30_000 })
  expect(await stored(world.serverUrl, 'dr_smith', room)).toEqual(['one', 'two', 'three', 'four'])
})

test('a text stays in its box until the page can keep it, and then goes by itself', async ({ world }) => {
  const context = await world.newContext()
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await context.route(/keepChunk/, async (route) => {
    await arrived
    await route.continue()
  })
  const doctor = await world.signIn('dr_smith', context)
  await openRoom(doctor, room)
  await write(doctor, 'not before it is safe')
  await expect(composer(doctor)).toHaveValue('not before it is safe')
  arrive()
  await expect(bubble(doctor, 'not before it is safe')).toHaveAttribute('data-state', 'sent')
  await expect(composer(doctor)).toHaveValue('')
})
