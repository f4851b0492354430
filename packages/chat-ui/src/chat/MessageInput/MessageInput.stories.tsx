import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { MessageInput } from './MessageInput.tsx'

const meta = {
  title: 'Chat/Message input',
  component: MessageInput,
  args: { onSend: fn(), onSendFile: fn(), onTyping: fn(), style: { maxInlineSize: 560 } },
} satisfies Meta<typeof MessageInput>

export default meta
type Story = StoryObj<typeof meta>

function drop(form: Element | null, ...files: File[]) {
  if (!form) throw new Error('The box is not there.')
  const dataTransfer = new DataTransfer()
  for (const file of files) dataTransfer.items.add(file)
  form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
}

export const Empty: Story = {}
export const WithText: Story = { args: { defaultValue: 'Keep it up for one week.' } }
export const WithManyLinesItGrowsUpToALimit: Story = {
  args: { defaultValue: Array.from({ length: 12 }, (_, line) => `Line ${line + 1}`).join('\n') },
}
export const EnterSends: Story = {
  play: async ({ canvas, userEvent, args }) => {
    const box = canvas.getByRole('textbox')
    await userEvent.type(box, 'Hello{Shift>}{Enter}{/Shift}Jane{Enter}')
    await expect(args.onSend).toHaveBeenCalledWith('Hello\nJane')
    await expect(box).toHaveValue('')
  },
}
export const FilesWaitToBeSent: Story = {
  play: async ({ canvas, canvasElement }) => {
    const picture = await drawing()
    drop(
      canvasElement.querySelector('form'),
      new File([picture], 'arm.png', { type: 'image/png' }),
      new File(['%PDF-1.4'], 'Blood test 2026-11-20.pdf', { type: 'application/pdf' }),
    )
    await expect(await canvas.findByText('arm.png')).toBeVisible()
  },
}
export const AFileThatIsEmpty: Story = {
  play: async ({ canvas, canvasElement }) => {
    drop(canvasElement.querySelector('form'), new File([], 'empty.txt'))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('empty.txt is empty.')
  },
}
export const RecordingAVoiceMessage: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Record a voice message' }))
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Send voice message' })).toBeEnabled())
  },
}
export const TheMicrophoneIsBlocked: Story = {
  beforeEach: () => refuseMicrophone('NotAllowedError'),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Record a voice message' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('The microphone is blocked.')
  },
}
export const ThereIsNoMicrophone: Story = {
  beforeEach: () => refuseMicrophone('NotFoundError'),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Record a voice message' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent('No microphone was found.')
  },
}
export const TextOnly: Story = { args: { onSendFile: undefined } }
export const NotAllowedToWrite: Story = { args: { disabled: true } }

async function drawing(): Promise<Blob> {
  const canvas = new OffscreenCanvas(160, 120)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is nothing to draw with.')
  context.fillStyle = '#e9d9cd'
  context.fillRect(0, 0, 160, 120)
  context.fillStyle = '#c98a7b'
  context.fillRect(50, 35, 60, 50)
  return canvas.convertToBlob()
}

function refuseMicrophone(name: string): () => void {
  const devices = navigator.mediaDevices
  const original = devices.getUserMedia
  devices.getUserMedia = () => Promise.reject(new DOMException('refused', name))
  return () => {
    devices.getUserMedia = original
  }
}
