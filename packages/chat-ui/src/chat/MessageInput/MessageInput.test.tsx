import { MAX_UPLOAD_BYTES } from '@mediconnect/protocol'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { MessageInput } from './MessageInput.tsx'
import type { SendFileOptions } from './sendFileOptions.ts'

const box = () => page.getByRole('textbox')

function boxElement(): HTMLTextAreaElement {
  const element = box().element()
  if (!(element instanceof HTMLTextAreaElement)) throw new Error('The box is not a text area.')
  return element
}

function fileSpy() {
  return vi.fn<(file: File, options: SendFileOptions) => void>()
}

function paste(...files: File[]) {
  const clipboardData = new DataTransfer()
  for (const file of files) clipboardData.items.add(file)
  boxElement().dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}

test('a text to begin with that comes later, such as a draft from the disk, is taken over', async () => {
  const screen = await renderPart(<MessageInput defaultValue="" />)
  await screen.rerender(<MessageInput defaultValue="half a sent" />)
  await expect.element(box()).toHaveValue('half a sent')
  await userEvent.type(box(), 'ence')
  await screen.rerender(<MessageInput defaultValue="half a sent" />)
  await expect.element(box()).toHaveValue('half a sentence')
})

test('Enter sends the trimmed text and Shift+Enter makes a line', async () => {
  const onSend = vi.fn()
  await renderPart(<MessageInput onSend={onSend} />)
  await userEvent.type(box(), ' one{Shift>}{Enter}{/Shift}two {Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('one\ntwo')
  await expect.element(box()).toHaveValue('')
  await expect.element(box()).toHaveFocus()
})

test('white space alone is not sent', async () => {
  const onSend = vi.fn()
  await renderPart(<MessageInput onSend={onSend} />)
  await userEvent.type(box(), '   {Enter}')
  expect(onSend).not.toHaveBeenCalled()
})

test.each([
  ['while composing', { isComposing: true, keyCode: 13 }],
  ['that ends composing, as Safari tells it', { isComposing: false, keyCode: 229 }],
])('the Enter %s does not send', async (_, init) => {
  const onSend = vi.fn()
  await renderPart(<MessageInput onSend={onSend} defaultValue="にほん" />)
  boxElement().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }))
  expect(onSend).not.toHaveBeenCalled()
  await expect.element(box()).toHaveValue('にほん')
})

test('the caller may keep the text, as the spec’s example does', async () => {
  const onSend = vi.fn()
  function Kept() {
    const [value, setValue] = useState('')
    return (
      <MessageInput
        value={value}
        onChange={setValue}
        onSend={() => {
          onSend(value)
          setValue('')
        }}
      />
    )
  }
  await renderPart(<Kept />)
  await userEvent.type(box(), 'kept{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('kept')
  await expect.element(box()).toHaveValue('')
})

test('typing is told with each key, and its end on send, on leaving the box and on going away', async () => {
  const onTyping = vi.fn()
  const screen = await renderPart(<MessageInput onTyping={onTyping} />)
  await userEvent.type(box(), 'ab')
  expect(onTyping.mock.calls).toEqual([[true], [true]])
  await userEvent.keyboard('{Enter}')
  expect(onTyping).toHaveBeenLastCalledWith(false)
  await userEvent.type(box(), 'c')
  boxElement().blur()
  expect(onTyping).toHaveBeenLastCalledWith(false)
  await userEvent.type(box(), 'd')
  expect(onTyping).toHaveBeenLastCalledWith(true)
  await screen.unmount()
  expect(onTyping).toHaveBeenLastCalledWith(false)
})

test('the box grows with its text up to a limit, and shrinks again', async () => {
  await renderPart(<MessageInput />)
  const height = () => boxElement().getBoundingClientRect().height
  const small = height()
  await box().fill('1\n2\n3')
  expect(height()).toBeGreaterThan(small)
  await box().fill(Array.from({ length: 40 }, String).join('\n'))
  expect(height()).toBeLessThan(200)
  await box().fill('')
  expect(height()).toBe(small)
})

test('a pasted picture waits, and goes with the text as its caption', async () => {
  const onSend = vi.fn()
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSend={onSend} onSendFile={onSendFile} />)
  const picture = new File(['x'], 'arm.png', { type: 'image/png' })
  paste(picture)
  await expect.element(page.getByText('arm.png')).toBeVisible()
  await userEvent.type(box(), 'My arm{Enter}')
  expect(onSendFile).toHaveBeenCalledExactlyOnceWith(picture, { message_type: 'image', caption: 'My arm' })
  expect(onSend).not.toHaveBeenCalled()
  await expect.element(page.getByText('arm.png')).not.toBeInTheDocument()
})

test('several files go one by one, and the text after them', async () => {
  const onSend = vi.fn()
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSend={onSend} onSendFile={onSendFile} />)
  paste(new File(['x'], 'a.pdf', { type: 'application/pdf' }), new File(['y'], 'b.svg', { type: 'image/svg+xml' }))
  await page.getByRole('button', { name: 'Send' }).click()
  expect(onSendFile.mock.calls.map(([file, { message_type }]) => [file.name, message_type])).toEqual([
    ['a.pdf', 'file'],
    ['b.svg', 'file'],
  ])
})

test('a file can be taken out again', async () => {
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSendFile={onSendFile} />)
  paste(new File(['x'], 'a.pdf'))
  await page.getByRole('button', { name: 'Remove a.pdf' }).click()
  await page.getByRole('button', { name: 'Send' }).click({ force: true })
  expect(onSendFile).not.toHaveBeenCalled()
})

test('a file that is too large is turned away with the limit', async () => {
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSendFile={onSendFile} />)
  const large = new File(['x'], 'scan.tiff')
  Object.defineProperty(large, 'size', { value: MAX_UPLOAD_BYTES + 1 })
  const picker = document.querySelector<HTMLInputElement>('input[type="file"]')
  Object.defineProperty(picker, 'files', { value: [large] })
  picker?.dispatchEvent(new Event('change', { bubbles: true }))
  await expect.element(page.getByRole('alert')).toHaveTextContent('scan.tiff is too large. Files may be up to 25 MB.')
})

test('a voice message is recorded and sent with its length', async () => {
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSendFile={onSendFile} />)
  await page.getByRole('button', { name: 'Record a voice message' }).click()
  const send = page.getByRole('button', { name: 'Send voice message' })
  await expect.element(send).toBeEnabled()
  await expect.element(send).toHaveFocus()
  await send.click()
  await expect.poll(() => onSendFile.mock.calls.length).toBe(1)
  const [file, options] = onSendFile.mock.calls[0] ?? []
  expect(file?.type).toMatch(/^audio\//)
  expect(options?.message_type).toBe('voice')
  await expect.element(box()).toBeVisible()
})

test('a discarded recording is not sent, and lets the microphone go', async () => {
  const onSendFile = fileSpy()
  const ask = vi.spyOn(navigator.mediaDevices, 'getUserMedia')
  await renderPart(<MessageInput onSendFile={onSendFile} />)
  await page.getByRole('button', { name: 'Record a voice message' }).click()
  await page.getByRole('button', { name: 'Discard recording' }).click()
  await expect.element(box()).toBeVisible()
  const stream: unknown = await ask.mock.results[0]?.value
  ask.mockRestore()
  expect(stream instanceof MediaStream && stream.getTracks().every((track) => track.readyState === 'ended')).toBe(true)
  expect(onSendFile).not.toHaveBeenCalled()
})
