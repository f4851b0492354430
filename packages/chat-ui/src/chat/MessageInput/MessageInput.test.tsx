import { MAX_UPLOAD_BYTES } from '@mediconnect/protocol'
import { useRef, useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { MessageInput } from './MessageInput.tsx'
import type { Recording } from './recordStream.ts'
import type { SendFileOptions } from './sendFileOptions.ts'
import type { ComposerHandle } from './useComposer.ts'
import { useDropZone } from './useDropZone.ts'
import { VoiceRecorder } from './VoiceRecorder.tsx'

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

function formElement(): Element {
  const form = boxElement().form
  if (!form) throw new Error('The box stands in no form.')
  return form
}

function drag(type: string, target: Element, ...files: File[]) {
  const dataTransfer = new DataTransfer()
  for (const file of files.length > 0 ? files : [new File(['x'], 'x')]) dataTransfer.items.add(file)
  target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
}

function drop(target: Element, ...files: File[]) {
  drag('drop', target, ...files)
}

function pick(file: File) {
  const picker = document.querySelector<HTMLInputElement>('input[type="file"]')
  Object.defineProperty(picker, 'files', { value: [file], configurable: true })
  picker?.dispatchEvent(new Event('change', { bubbles: true }))
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

test('the Enter after composing has ended sends', async () => {
  const onSend = vi.fn()
  await renderPart(<MessageInput onSend={onSend} defaultValue="日本" />)
  const element = boxElement()
  element.focus()
  element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
  element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '日本' }))
  // Safari: composing has ended, and the key that ended it comes after that.
  element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, keyCode: 229 }))
  expect(onSend).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('日本')
})

test('where Ctrl+Enter sends, Enter makes a line', async () => {
  const onSend = vi.fn()
  await renderPart(<MessageInput onSend={onSend} sendOn="mod+enter" />)
  await userEvent.type(box(), 'one{Enter}two')
  expect(onSend).not.toHaveBeenCalled()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('one\ntwo')
})

test('a text that is too long is counted, refused with a reason, and kept', async () => {
  const onSend = vi.fn()
  await renderPart(<MessageInput onSend={onSend} maxLength={600} />)
  await box().fill('a'.repeat(99))
  await expect.element(page.getByText('501 left')).not.toBeInTheDocument()
  await box().fill('a'.repeat(590))
  await expect.element(page.getByText('10 left')).toBeVisible()
  const long = 'a'.repeat(603)
  await box().fill(long)
  await expect.element(page.getByText('3 too many')).toBeVisible()
  await expect.element(box()).toHaveAccessibleDescription('3 too many')
  await userEvent.click(box())
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('alert').getByText(/^This message is too long/)).toBeVisible()
  expect(onSend).not.toHaveBeenCalled()
  await expect.element(box()).toHaveValue(long)
  await box().fill('short')
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('short')
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
})

test('what is asked before sending may say no: nothing is sent, and nothing is lost', async () => {
  const onSend = vi.fn()
  const onSendFile = fileSpy()
  const beforeSend = vi.fn().mockResolvedValueOnce(false).mockResolvedValueOnce(true)
  await renderPart(<MessageInput onSend={onSend} onSendFile={onSendFile} beforeSend={beforeSend} />)
  const [one, two] = [new File(['x'], 'a.pdf'), new File(['y'], 'b.pdf')]
  paste(one, two)
  await userEvent.type(box(), 'Both of them{Enter}')
  expect(beforeSend).toHaveBeenCalledExactlyOnceWith({ text: 'Both of them', files: [one, two] })
  await expect.element(box()).toHaveValue('Both of them')
  await expect.element(page.getByText('b.pdf')).toBeVisible()
  expect(onSend).not.toHaveBeenCalled()
  expect(onSendFile).not.toHaveBeenCalled()
  await userEvent.keyboard('{Enter}')
  await expect.element(box()).toHaveValue('')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('Both of them')
  expect(onSendFile).toHaveBeenCalledTimes(2)
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

test('typing is told once, and its end on send, on leaving the box and on going away', async () => {
  const onTyping = vi.fn<(isTyping: boolean) => void>()
  const begun = () => onTyping.mock.calls.filter(([isTyping]) => isTyping).length
  const screen = await renderPart(<MessageInput onTyping={onTyping} />)
  await userEvent.type(box(), 'ab')
  expect(begun()).toBe(1)
  await userEvent.keyboard('{Enter}')
  expect(onTyping).toHaveBeenLastCalledWith(false)
  await userEvent.type(box(), 'c')
  await expect.poll(begun).toBe(2)
  boxElement().blur()
  expect(onTyping).toHaveBeenLastCalledWith(false)
  await userEvent.type(box(), 'd')
  await expect.poll(begun).toBe(3)
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

test.each<[string, (file: File) => void]>([
  ['pasted', (file) => paste(file)],
  ['dropped', (file) => drop(formElement(), file)],
  ['picked', pick],
])('a file that is %s is checked by the same rules', async (_, give) => {
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSendFile={onSendFile} accept="image/*,.pdf" maxFiles={1} />)
  const problem = page.getByRole('alert')
  give(new File([], 'empty.pdf'))
  await expect.element(problem).toHaveTextContent('empty.pdf is empty.')
  give(new File(['x'], 'run.exe'))
  await expect.element(problem).toHaveTextContent('run.exe is not a kind of file that can be sent here.')
  give(new File(['x'], 'arm.png', { type: 'image/png' }))
  await expect.element(page.getByText('arm.png')).toBeVisible()
  await expect.element(problem).not.toBeInTheDocument()
  give(new File(['x'], 'Second.PDF'))
  await expect.element(problem.getByText(/^Up to 1 file can be sent at once/)).toBeVisible()
  await userEvent.keyboard('{Enter}')
  expect(onSendFile.mock.calls.map(([file]) => file.name)).toEqual(['arm.png'])
})

test('text that an office program pastes with its picture comes as text', async () => {
  await renderPart(<MessageInput onSendFile={fileSpy()} />)
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', 'A table')
  clipboardData.setData('text/html', '<table></table>')
  clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }))
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  boxElement().dispatchEvent(event)
  expect(event.defaultPrevented).toBe(false)
  await expect.element(page.getByText('image.png')).not.toBeInTheDocument()
})

test('files may be dropped anywhere in a window, and each is taken once', async () => {
  function Window() {
    const handle = useRef<ComposerHandle>(null)
    const zone = useDropZone({ onFiles: (dropped) => handle.current?.addFiles(dropped) })
    return (
      <section data-testid="window" data-over={zone.isDragging || undefined} {...zone.getDropZoneProps()}>
        <p>Messages</p>
        <MessageInput handle={handle} onSendFile={fileSpy()} />
      </section>
    )
  }
  await renderPart(<Window />)
  const zone = page.getByTestId('window')
  drag('dragover', page.getByText('Messages').element())
  await expect.element(zone).toHaveAttribute('data-over')
  drop(page.getByText('Messages').element(), new File(['x'], 'a.pdf'))
  await expect.element(page.getByText('a.pdf')).toBeVisible()
  await expect.element(zone).not.toHaveAttribute('data-over')
  await expect.element(box()).toHaveFocus()
  drop(formElement(), new File(['x'], 'b.pdf'))
  await expect.element(page.getByText('b.pdf')).toBeVisible()
  expect(page.getByRole('listitem').all()).toHaveLength(2)
})

test('emoji are put where the cursor is, by keys alone', async () => {
  await renderPart(<MessageInput emoji defaultValue="Good morning" />)
  boxElement().focus()
  boxElement().setSelectionRange(4, 4)
  await userEvent.tab()
  await expect.element(page.getByRole('button', { name: 'Emoji' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('dialog', { name: 'Emoji' })).toBeVisible()
  await expect.element(page.getByRole('button', { name: '🙂' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowUp}{ArrowLeft}{ArrowRight}')
  await expect.element(page.getByRole('button', { name: '😊' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(box()).toHaveValue('Good😊 morning')
  await expect.element(box()).toHaveFocus()
  expect(boxElement().selectionStart).toBe('Good😊'.length)
})

test('Escape closes the emoji and gives the focus back', async () => {
  await renderPart(<MessageInput emoji />)
  await page.getByRole('button', { name: 'Emoji' }).click()
  await expect.element(page.getByRole('dialog')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  await expect.element(box()).toHaveFocus()
})

test('a file that is too large is turned away with the limit', async () => {
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSendFile={onSendFile} />)
  const large = new File(['x'], 'scan.tiff')
  Object.defineProperty(large, 'size', { value: MAX_UPLOAD_BYTES + 1 })
  pick(large)
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

test('a recording is paused and goes on, and Escape throws nothing away', async () => {
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSendFile={onSendFile} />)
  await page.getByRole('button', { name: 'Record a voice message' }).click()
  await expect.element(page.getByRole('button', { name: 'Send voice message' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  const goOn = page.getByRole('button', { name: 'Go on recording' })
  await expect.element(goOn).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(goOn).toBeVisible()
  await goOn.click()
  await expect.element(page.getByRole('button', { name: 'Pause recording' })).toBeVisible()
  await page.getByRole('button', { name: 'Send voice message' }).click()
  await expect.poll(() => onSendFile.mock.calls.length).toBe(1)
})

test('a recording that may last no longer stops by itself, and can be sent', async () => {
  const onEnd = vi.fn<(result?: Recording | { problem: string }) => void>()
  await renderPart(<VoiceRecorder onEnd={onEnd} maxMs={300} />)
  await expect.element(page.getByText('0:00 is the longest. Send or discard it.')).toBeVisible()
  expect(onEnd).not.toHaveBeenCalled()
  await page.getByRole('button', { name: 'Send voice message' }).click()
  const [result] = onEnd.mock.lastCall ?? []
  expect(result && 'file' in result && result.file.size).toBeGreaterThan(0)
})

test('a recording that is asked about and not confirmed waits with the files', async () => {
  const onSendFile = fileSpy()
  await renderPart(<MessageInput onSendFile={onSendFile} beforeSend={() => false} />)
  await page.getByRole('button', { name: 'Record a voice message' }).click()
  await page.getByRole('button', { name: 'Send voice message' }).click()
  await expect.element(page.getByRole('listitem').getByText('Voice message')).toBeVisible()
  expect(onSendFile).not.toHaveBeenCalled()
})
