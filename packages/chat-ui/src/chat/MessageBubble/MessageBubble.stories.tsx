import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ReactNode } from 'react'
import { expect, fn, within } from 'storybook/test'
import { AttachmentSourceContext } from '../../attachments/AttachmentSourceContext.ts'
import { entry } from '../../../fixtures/conversation.ts'
import { pictureUrl, voiceUrl } from '../../../fixtures/media.ts'
import { jane, john } from '../../../fixtures/people.ts'
import { MessageBubble } from './MessageBubble.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

const picture = {
  message: '',
  message_type: 'image',
  metadata: { file_url: pictureUrl(), file_name: 'arm.jpg', width: 640, height: 420 },
} as const
const voice = {
  message: '',
  message_type: 'voice',
  metadata: { file_url: voiceUrl(), file_name: 'voice-message.webm', duration: 3 },
} as const
const report = {
  message: '',
  message_type: 'file',
  metadata: { file_url: 'data:application/pdf,', file_name: 'Blood test 2026-11-20.pdf', file_size: 248_300 },
} as const

const meta = {
  title: 'Chat/Message bubble',
  component: MessageBubble,
  args: { message: entry(jane, { message: 'The cream has helped already.' }), onRetry: fn(), onDiscard: fn() },
} satisfies Meta<typeof MessageBubble>

export default meta
type Story = StoryObj<typeof meta>

export const FromTheOther: Story = {}
export const FromTheOtherInAGroup: Story = { args: { showSender: true } }
export const WithLinks: Story = {
  args: {
    message: entry(jane, { message: 'See https://example.org/a(b) or mail dr@example.org. Not javascript:alert(1).' }),
  },
  play: async ({ canvas }) => {
    const links = canvas.getAllByRole('link')
    await expect(links.map((link) => link.getAttribute('href'))).toEqual([
      'https://example.org/a(b)',
      'mailto:dr@example.org',
    ])
    for (const link of links) await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  },
}
export const AWordThatDoesNotEnd: Story = { args: { message: entry(jane, { message: 'a'.repeat(300) }) } }
export const RightToLeftText: Story = { args: { message: entry(jane, { message: 'شكراً، أشعر بتحسن كبير اليوم.' }) } }

const own = (given: Parameters<typeof entry>[1] = {}) => ({
  own: true,
  message: entry(john, { message: 'Keep it up for one week.', ...given }),
})
export const OwnWaitingForTheConnection: Story = { args: own({ state: 'queued', id: undefined }) }
export const OwnBeingSent: Story = { args: own({ state: 'sending', id: undefined }) }
export const OwnSent: Story = { args: own({ state: 'sent' }) }
export const OwnDelivered: Story = { args: own({ state: 'delivered' }) }
export const OwnRead: Story = { args: own({ state: 'read' }) }
export const OwnNewestSaysItsState: Story = { args: { ...own({ state: 'read' }), showState: true } }
export const OwnRefused: Story = {
  args: own({ state: 'failed', id: undefined, failure: { code: 'WS_010', message: 'Message too large' } }),
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await expect(canvas.getByText(String(words.sendFailure('WS_010')))).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: words.retry }))
    await expect(args.onRetry).toHaveBeenCalledWith(args.message.key)
    await userEvent.click(canvas.getByRole('button', { name: words.discard }))
    await expect(args.onDiscard).toHaveBeenCalledWith(args.message.key)
  },
}
export const APicture: Story = { args: { message: entry(jane, picture) } }
export const APictureWithWords: Story = { args: own({ ...picture, message: 'Like this, but smaller?' }) }
export const APictureOfUnknownSizeLoading: Story = {
  args: {
    message: entry(jane, { ...picture, metadata: { file_url: '/api/uploads/1/arm.jpg', file_name: 'arm.jpg' } }),
  },
  decorators: [
    (Story) => (
      <AttachmentSourceContext.Provider value={() => ({})}>
        <Story />
      </AttachmentSourceContext.Provider>
    ),
  ],
}
export const APictureThatCannotBeLoaded: Story = {
  args: { message: entry(jane, { ...picture, metadata: { ...picture.metadata, file_url: 'data:image/png,broken' } }) },
}
export const APictureOnItsWay: Story = { args: own({ ...picture, state: 'sending', id: undefined, progress: 0.4 }) }
export const AFile: Story = { args: { message: entry(jane, { ...report, message: 'From the lab' }) } }
export const OwnFile: Story = { args: own(report) }
export const AVoiceMessage: Story = { args: { message: entry(jane, voice) } }
export const OwnVoiceMessage: Story = { args: own(voice) }
export const AVoiceMessageThatCannotBeLoaded: Story = {
  args: { message: entry(jane, voice) },
  decorators: [
    (Story) => (
      <AttachmentSourceContext.Provider value={() => ({ error: new Error('gone') })}>
        <Story />
      </AttachmentSourceContext.Provider>
    ),
  ],
}

export const APictureSeenLarge: Story = {
  args: { message: entry(jane, picture) },
  play: async ({ canvas, canvasElement, userEvent, globals }) => {
    const words = wordsOf(globals)
    const opener = canvas.getByRole('button', { name: words.openImage('arm.jpg') })
    await userEvent.click(opener)
    await expect(await within(canvasElement).findByRole('dialog', { name: 'arm.jpg' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: words.actualSize })).toHaveAttribute('aria-pressed', 'false')
  },
}
export const AFileOnItsWay: Story = { args: own({ ...report, state: 'sending', id: undefined, progress: 0.7 }) }
export const AFileThatCouldNotBeSent: Story = {
  args: own({ ...report, state: 'failed', id: undefined, failure: { message: 'The upload failed.' } }),
}

const TEXTS = {
  Short: 'Will do!',
  Long: 'Yes, one in the morning, as before, with a glass of water. If it is not better by Friday, write to me here and we will adjust the dose together.',
  Links: 'See https://example.org/a-rather-long-address/that/has/to/break?somewhere=or-other or mail dr@example.org.',
  'One word': 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'Right-to-left': 'شكراً، أشعر بتحسن كبير اليوم.',
}
const KINDS = {
  Text: { message: 'Keep it up for one week.' },
  Picture: { ...picture, metadata: { ...picture.metadata, width: 320, height: 210 } },
  File: report,
  Voice: voice,
}
const STATES = ['queued', 'sending', 'sent', 'delivered', 'read', 'failed'] as const

/** Every kind in every state, own and others', and every sort of text. */
export const Matrix: Story = {
  render: ({ onRetry, onDiscard }) => (
    <div style={{ display: 'grid', gap: 24 }}>
      {Object.entries(KINDS).map(([kind, given]) => (
        <section key={kind}>
          <h2 style={HEADING}>{kind}</h2>
          <div style={GRID}>
            <Cell name="other">
              <MessageBubble message={entry(jane, given)} />
            </Cell>
            {STATES.map((state) => (
              <Cell key={state} name={state}>
                <MessageBubble
                  own
                  message={entry(john, {
                    ...given,
                    state,
                    progress: state === 'sending' && kind !== 'Text' ? 0.6 : undefined,
                    failure: state === 'failed' ? { code: 'WS_003', message: 'Message delivery failed' } : undefined,
                  })}
                  onRetry={onRetry}
                  onDiscard={onDiscard}
                />
              </Cell>
            ))}
          </div>
        </section>
      ))}
      <section>
        <h2 style={HEADING}>Texts</h2>
        <div style={GRID}>
          {Object.entries(TEXTS).map(([name, message]) => (
            <Cell key={name} name={name}>
              <MessageBubble message={entry(jane, { message })} showSender />
              <MessageBubble own message={entry(john, { message })} />
            </Cell>
          ))}
        </div>
      </section>
    </div>
  ),
}

const HEADING = { margin: '0 0 8px', font: '600 14px system-ui', color: 'var(--mc-text)' }
const GRID = { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(20rem, 100%), 1fr))', gap: 16 }

function Cell({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div style={{ display: 'grid', gap: 4, alignContent: 'start', minInlineSize: 0 }}>
      <span style={{ font: '12px system-ui', color: 'var(--mc-text-muted)' }}>{name}</span>
      {children}
    </div>
  )
}
