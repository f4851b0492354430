import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { entry } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { voiceUrl } from '../../../fixtures/media.ts'
import { jane } from '../../../fixtures/people.ts'
import { MessageBubble } from './MessageBubble.tsx'

const voice = (seconds: number) =>
  entry(jane, { message: '', message_type: 'voice', metadata: { file_url: voiceUrl(seconds), duration: seconds } })

test('a voice message plays, pauses and can be moved in', async () => {
  await renderPart(<MessageBubble message={voice(30)} />)
  await page.getByRole('button', { name: 'Play' }).click()
  await expect.element(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect.element(page.getByRole('button', { name: 'Play' })).toBeVisible()
  const slider = page.getByRole('slider', { name: 'Position' })
  await slider.fill('12')
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0:12 of 0:30')
  expect(document.querySelector('audio')?.currentTime).toBeCloseTo(12, 1)
})

test('starting one voice message stops the other', async () => {
  await renderPart(
    <>
      <MessageBubble message={voice(30)} />
      <MessageBubble message={voice(30)} />
    </>,
  )
  await page.getByRole('button', { name: 'Play' }).first().click()
  await expect.element(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('button', { name: 'Play' }).click()
  const paused = () => [...document.querySelectorAll('audio')].map((audio) => audio.paused)
  await expect.poll(paused).toEqual([true, false])
})
