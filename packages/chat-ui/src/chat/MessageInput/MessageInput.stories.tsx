import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactNode } from 'react'
import { expect, fn, waitFor } from 'storybook/test'
import { MessageInput } from './MessageInput.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

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
    // The tray is loaded when it is first wanted.
    await expect(await canvas.findByText('arm.png', undefined, { timeout: 10_000 })).toBeVisible()
  },
}
export const AFileThatIsEmpty: Story = {
  play: async ({ canvas, canvasElement, globals }) => {
    const words = wordsOf(globals)
    drop(canvasElement.querySelector('form'), new File([], 'empty.txt'))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(words.fileEmpty('empty.txt'))
  },
}
export const RecordingAVoiceMessage: Story = {
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.record }))
    await waitFor(() => expect(canvas.getByRole('button', { name: words.sendRecording })).toBeEnabled())
  },
}
export const TheMicrophoneIsBlocked: Story = {
  beforeEach: () => refuseMicrophone('NotAllowedError'),
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.record }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(words.microphoneDenied)
  },
}
export const ThereIsNoMicrophone: Story = {
  beforeEach: () => refuseMicrophone('NotFoundError'),
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.record }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(words.microphoneMissing)
  },
}
export const WaitingForTheMicrophone: Story = {
  beforeEach: () => replaceMicrophone(() => new Promise(() => undefined)),
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.record }))
    await expect(await canvas.findByText(words.askingForMicrophone)).toBeVisible()
  },
}
export const ARecordingThatIsPaused: Story = {
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.record }))
    await userEvent.click(await canvas.findByRole('button', { name: words.pauseRecording }))
    await expect(await canvas.findByRole('button', { name: words.resumeRecording })).toBeVisible()
  },
}
export const TheMicrophoneIsTakenAway: Story = {
  beforeEach: () => {
    const { mediaDevices } = navigator
    const original = mediaDevices.getUserMedia.bind(mediaDevices)
    return replaceMicrophone(async (constraints) => {
      const stream = await original(constraints)
      setTimeout(() => stream.getTracks().forEach((track) => track.stop()), 300)
      return stream
    })
  },
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.record }))
    await expect(await canvas.findByText(words.recordingLost)).toBeVisible()
    await expect(canvas.getByRole('button', { name: words.sendRecording })).toBeEnabled()
  },
}
export const NearTheLimit: Story = { args: { maxLength: 120, defaultValue: 'Twice a day, thinly. '.repeat(5) } }
export const TooLong: Story = {
  args: { maxLength: 120, defaultValue: 'Twice a day, thinly. '.repeat(7) },
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await userEvent.type(canvas.getByRole('textbox'), '{Enter}')
    await expect(await canvas.findByRole('alert')).toHaveTextContent(words.textTooLong(120))
    await expect(args.onSend).not.toHaveBeenCalled()
  },
}
export const ControlAndEnterSends: Story = {
  args: { sendOn: 'mod+enter' },
  play: async ({ canvas, userEvent, args }) => {
    const box = canvas.getByRole('textbox')
    await userEvent.type(box, 'Hello{Enter}Jane{Control>}{Enter}{/Control}')
    await expect(args.onSend).toHaveBeenCalledWith('Hello\nJane')
  },
}
export const WithEmoji: Story = {
  args: { emoji: true, style: { maxInlineSize: 560, marginBlockStart: 320 } },
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    await userEvent.click(canvas.getByRole('button', { name: words.emoji }))
    await expect(await canvas.findByRole('dialog', { name: words.emoji })).toBeVisible()
  },
}
export const FilesAreDraggedOverIt: Story = {
  play: async ({ canvasElement, canvas, globals }) => {
    const words = wordsOf(globals)
    drag(canvasElement.querySelector('form'))
    await expect(await canvas.findByText(words.dropFiles)).toBeVisible()
  },
}
export const TextOnly: Story = { args: { onSendFile: undefined } }
export const NotAllowedToWrite: Story = { args: { disabled: true } }

/** Every state at once. */
export const Matrix: Story = {
  beforeEach: () => replaceMicrophone(() => new Promise(() => undefined)),
  render: (args) => (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(26rem, 100%), 1fr))', gap: 16 }}>
      <State name="Empty">
        <MessageInput {...args} style={undefined} />
      </State>
      <State name="Text">
        <MessageInput {...args} style={undefined} defaultValue="Keep it up for one week." emoji />
      </State>
      <State name="Right-to-left text">
        <MessageInput {...args} style={undefined} defaultValue="شكراً، أشعر بتحسن كبير اليوم." />
      </State>
      <State name="Many lines">
        <MessageInput {...args} style={undefined} defaultValue={'Twice a day, thinly.\n'.repeat(12)} />
      </State>
      <State name="Near the limit">
        <MessageInput {...args} style={undefined} maxLength={40} defaultValue="Twice a day, thinly, please." />
      </State>
      <State name="Too long">
        <MessageInput {...args} style={undefined} maxLength={20} defaultValue="Twice a day, thinly, please." />
      </State>
      <State name="Files">
        <MessageInput {...args} style={undefined} defaultValue="From the lab" data-testid="files" />
      </State>
      <State name="Files turned away">
        <MessageInput {...args} style={undefined} maxFiles={1} data-testid="refused" />
      </State>
      <State name="Files dragged over it">
        <MessageInput {...args} style={undefined} data-testid="dragged" />
      </State>
      <State name="Waiting for the microphone">
        <MessageInput {...args} style={undefined} data-testid="asking" />
      </State>
      <State name="Text only">
        <MessageInput {...args} style={undefined} onSendFile={undefined} />
      </State>
      <State name="Not allowed to write">
        <MessageInput {...args} style={undefined} disabled placeholder="You cannot write here" />
      </State>
    </div>
  ),
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    const picture = await drawing()
    const pdf = new File(['%PDF-1.4'], 'Blood test 2026-11-20.pdf', { type: 'application/pdf' })
    drop(canvas.getByTestId('files'), new File([picture], 'arm.png', { type: 'image/png' }), pdf)
    drop(canvas.getByTestId('refused'), pdf, new File([], 'empty.txt'), pdf)
    drag(canvas.getByTestId('dragged'))
    const asking = canvas.getByTestId('asking').querySelector(`[aria-label="${words.record}"]`)
    if (asking) await userEvent.click(asking)
    await expect(await canvas.findByText(words.askingForMicrophone)).toBeVisible()
    await expect(await canvas.findByText('arm.png')).toBeVisible()
  },
}

function State({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section style={{ alignSelf: 'end' }}>
      <h2 style={{ margin: '0 0 4px', font: '600 12px system-ui', color: 'var(--mc-text-muted)' }}>{name}</h2>
      {children}
    </section>
  )
}

function drag(form: Element | null) {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File(['x'], 'a.pdf'))
  form?.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }))
}

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
  return replaceMicrophone(() => Promise.reject(new DOMException('refused', name)))
}

function replaceMicrophone(getUserMedia: MediaDevices['getUserMedia']): () => void {
  const devices = navigator.mediaDevices
  const original = devices.getUserMedia
  devices.getUserMedia = getUserMedia
  return () => {
    devices.getUserMedia = original
  }
}
