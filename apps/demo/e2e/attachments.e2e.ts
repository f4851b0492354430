import { crc32, deflateSync } from 'node:zlib'
import { openRoom } from './chat.ts'
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

/** A grey PNG, made here so that no file need lie in the repo. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const rows = Buffer.alloc((width + 1) * height, 0x80)
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
