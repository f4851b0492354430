import { openRoom } from './chat.ts'
import { png } from './png.ts'
import { expect, test } from './world.ts'

const room = '123_456'

test('a picture is sent and shown on the other side', async ({ world }) => {
  const [doctor, patient] = [await world.signIn('dr_smith'), await world.signIn('patient_doe')]
  await openRoom(doctor, room)
  await openRoom(patient, room)
  const picture = { name: 'x-ray.png', mimeType: 'image/png', buffer: png(64, 48) }
  await doctor.locator('.mc-composer input[type=file]').setInputFiles(picture)
  await doctor.getByRole('button', { name: 'Send', exact: true }).click()
  for (const page of [doctor, patient]) {
    const image = page.locator('.mc-message[data-type=image] img').first()
    await expect(image).toBeVisible()
    // Only a picture that was fetched and understood has a size.
    await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(64)
  }
})

test('a voice message is recorded, sent, and plays on the other side', async ({ world }) => {
  const [doctor, patient] = [await world.signIn('dr_smith'), await world.signIn('patient_doe')]
  await openRoom(doctor, room)
  await openRoom(patient, room)
  await doctor.getByRole('button', { name: 'Record a voice message' }).click()
  await expect(doctor.locator('.mc-composer').getByText('0:01')).toBeVisible()
  await doctor.getByRole('button', { name: 'Send voice message' }).click()

  const player = patient.locator('.mc-message[data-type=voice]')
  await player.getByRole('button', { name: 'Play' }).click()
  await expect(player.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect
    .poll(() => player.locator('audio').evaluate((element: HTMLAudioElement) => element.currentTime))
    .toBeGreaterThan(0)
})
