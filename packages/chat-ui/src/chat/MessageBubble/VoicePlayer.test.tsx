import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
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

test('arrow keys move by a second, and further in a long recording', async () => {
  const screen = await renderPart(<MessageBubble message={voice(10)} />)
  const slider = page.getByRole('slider', { name: 'Position' })
  await expect.element(slider).toBeEnabled()
  slider.element().focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowUp}{ArrowLeft}')
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0:02 of 0:10')
  await screen.unmount()
  await renderPart(<MessageBubble message={voice(60)} />)
  await expect.element(slider).toBeEnabled()
  slider.element().focus()
  await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}')
  await expect.element(slider).toHaveAttribute('aria-valuetext', '0:10 of 1:00')
})

test('the speed goes from one to one and a half to double, and back', async () => {
  await renderPart(<MessageBubble message={voice(30)} />)
  const rate = () => document.querySelector('audio')?.playbackRate
  for (const [name, next] of [
    ['1×', 1.5],
    ['1.5×', 2],
    ['2×', 1],
  ] as const) {
    await page.getByRole('button', { name: `Speed: ${name}` }).click()
    expect(rate()).toBe(next)
  }
})

test('the shape of a recording is drawn, and what is played of it stands out', async () => {
  const screen = await renderPart(<MessageBubble message={voice(10)} />)
  const bars = () => screen.container.querySelector('.mc-voice__wave path')?.getAttribute('d')?.split('M').length
  await expect.poll(bars).toBe(29)
  await page.getByRole('slider').fill('5')
  const played = screen.container.querySelector<SVGPathElement>('.mc-voice__wave [data-played]')
  await expect.poll(() => played?.style.clipPath).toBe('inset(0px 50% 0px 0px)')
})

test('a voice message plays on while others arrive', async () => {
  const playing = voice(30)
  const room = (others: number) => (
    <>
      {Array.from({ length: others }, (_, place) => (
        <MessageBubble key={`before ${place}`} message={entry(jane)} />
      ))}
      <MessageBubble key="voice" message={{ ...playing }} />
      {Array.from({ length: others }, (_, place) => (
        <MessageBubble key={`after ${place}`} message={voice(3)} />
      ))}
    </>
  )
  const screen = await renderPart(room(0))
  await page.getByRole('button', { name: 'Play' }).click()
  const audio = document.querySelector('audio')
  await expect.poll(() => audio?.currentTime).toBeGreaterThan(0)
  for (let others = 1; others <= 10; others++) await screen.rerender(room(others))
  const at = audio?.currentTime ?? 0
  await expect.poll(() => audio?.currentTime).toBeGreaterThan(at)
  expect(audio?.paused).toBe(false)
  expect(audio?.isConnected).toBe(true)
})

test('an own recording that is stored while it plays goes on from where it is', async () => {
  const recorded = voice(30)
  const screen = await renderPart(<MessageBubble own message={{ ...recorded, state: 'sending' }} />)
  await page.getByRole('button', { name: 'Play' }).click()
  const audio = document.querySelector('audio')
  const local = audio?.src
  await expect.poll(() => audio?.currentTime).toBeGreaterThan(0)
  const stored = { ...recorded.metadata, file_url: voiceUrl(31) }
  await screen.rerender(<MessageBubble own message={{ ...recorded, metadata: stored, state: 'sent' }} />)
  expect(audio?.src).toBe(local)
  expect(audio?.paused).toBe(false)
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
