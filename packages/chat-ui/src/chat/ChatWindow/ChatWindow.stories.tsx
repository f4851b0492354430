import type { User } from '@mediconnect/protocol'
import type { MemoryServer } from '@mediconnect/ws-react/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import rebuilt from '../../../fixtures/RebuiltChatWindow.tsx?raw'
import { clinic } from '../../../fixtures/clinic.ts'
import { ROOM } from '../../../fixtures/conversation.ts'
import { mockSockets, SignedIn } from '../../../fixtures/live.tsx'
import { jane, john } from '../../../fixtures/people.ts'
import { RebuiltChatWindow } from '../../../fixtures/RebuiltChatWindow.tsx'
import { TwoPeople } from '../../../fixtures/TwoPeople.tsx'
import { confirmPatientFacing } from '../ConfirmSend/confirmPatientFacing.ts'
import { ChatWindow, type ChatWindowProps } from './ChatWindow.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

interface LiveArgs extends ChatWindowProps {
  readonly server: MemoryServer
}

const meta = {
  title: 'Chat/Chat window',
  component: ChatWindow,
  parameters: { frame: 'none', clock: 'real' },
  // One server answers at a time: the docs page would show all stories at once.
  tags: ['!autodocs'],
  args: { server: clinic(), roomName: ROOM, currentUser: john, targetUser: jane },
  beforeEach: ({ args }) => mockSockets(args.server),
  render: ({ server, ...args }) => (
    <div style={{ blockSize: '100vh', minBlockSize: 480 }}>
      <SignedIn server={server} user={args.currentUser}>
        <ChatWindow {...args} />
      </SignedIn>
    </div>
  ),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText(/much calmer this morning/)).toBeVisible(), { timeout: 5000 })
  },
} satisfies Meta<LiveArgs>

export default meta
type Story = StoryObj<typeof meta>

export const ADoctorsView: Story = { args: { server: clinic() } }
export const APatientsView: Story = { args: { server: clinic(), currentUser: jane, targetUser: john } }
export const OnAPhone: Story = { args: { server: clinic() }, globals: { viewport: { value: 'phone' } } }
export const InAGroup: Story = {
  args: { server: clinic(), roomName: 'clinic_1', targetUser: undefined, title: 'Riverside Clinic', memberCount: 3 },
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText(/Bloods are back/)).toBeVisible(), { timeout: 5000 })
  },
}
export const NothingWrittenYet: Story = {
  args: { server: clinic(), roomName: '123_124', targetUser: someone('Ana', 'Jones') },
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    await waitFor(() => expect(canvas.getByText(words.emptyText('Ana'))).toBeVisible(), { timeout: 5000 })
  },
}
export const JaneAnswersWhileJohnLooks: Story = {
  args: { server: clinic() },
  play: async (context) => {
    const { canvas, userEvent, args } = context
    const words = wordsOf(context.globals)
    await meta.play(context)
    await userEvent.type(canvas.getByRole('textbox'), 'Should we meet on Thursday?{Enter}')
    await waitFor(() => expect(canvas.getByText('Should we meet on Thursday?')).toBeVisible())
    const state = { selector: '.mc-delivery :not(.mc-sr-only)' }
    // She answers what has arrived.
    await waitFor(() => expect(canvas.getByText(words.delivery.sent, state)).toBeVisible())
    args.server.type(jane.id, ROOM)
    await waitFor(() => expect(canvas.getByText(words.typing(['Jane']))).toBeVisible())
    args.server.say(jane.id, ROOM, 'Yes, ten minutes is enough.')
    await waitFor(() => expect(canvas.getByText('Yes, ten minutes is enough.')).toBeVisible())
    args.server.read(jane.id, ROOM)
    await waitFor(() => expect(canvas.getByText(words.delivery.read, state)).toBeVisible())
  },
}
export const TheConnectionIsLost: Story = {
  args: { server: clinic() },
  play: async (context) => {
    const { canvas, userEvent, args } = context
    const words = wordsOf(context.globals)
    await meta.play(context)
    args.server.cut()
    await waitFor(() => expect(canvas.getByText(words.offline)).toBeVisible(), { timeout: 5000 })
    await userEvent.type(canvas.getByRole('textbox'), 'This waits.{Enter}')
    await waitFor(() => expect(canvas.getByText(words.delivery.queued)).toBeVisible())
    await expect(canvas.getByText(words.waiting(1))).toBeVisible()
  },
}
export const TheRightPerson: Story = {
  args: {
    server: clinic(),
    patientContext: 'Born 12 March 1984 · MRN 0045 1123',
    banner: (
      <>
        Not for emergencies: call <a href="tel:112">112</a>.
      </>
    ),
    confirmSend: confirmPatientFacing(),
  },
  play: async (context) => {
    const { canvas, userEvent } = context
    const words = wordsOf(context.globals)
    await meta.play(context)
    await userEvent.type(canvas.getByRole('textbox'), 'Your results are back.{Enter}')
    await expect(await canvas.findByRole('alertdialog')).toHaveAccessibleName(words.sendTo('Jane'))
  },
}
export const RebuiltFromItsParts: Story = {
  args: { server: clinic() },
  parameters: { docs: { source: { code: rebuilt } } },
  render: ({ server, ...args }) => (
    <div style={{ display: 'grid', blockSize: '100vh', minBlockSize: 480 }}>
      <SignedIn server={server} user={args.currentUser}>
        <RebuiltChatWindow key={args.roomName} {...args} />
      </SignedIn>
    </div>
  ),
}
export const TwoPeopleAndTheirNetworks: Story = {
  args: { server: clinic() },
  render: ({ server }) => <TwoPeople server={server} people={[john, jane]} />,
  play: async ({ canvas, userEvent, globals }) => {
    const words = wordsOf(globals)
    const [johns, janes] = await Promise.all(
      ['John Smith’s screen', 'Jane Doe’s screen'].map(async (name) =>
        within(await canvas.findByRole('region', { name })),
      ),
    )
    if (!johns || !janes) throw new Error('Two are needed.')
    await waitFor(() => expect(janes.getByText(/much calmer this morning/)).toBeVisible(), { timeout: 5000 })
    await userEvent.click(janes.getByRole('button', { name: 'Offline' }))
    await userEvent.type(johns.getByRole('textbox'), 'Are you there?{Enter}')
    await userEvent.type(janes.getByRole('textbox'), 'This waits.{Enter}')
    await waitFor(() => expect(janes.getByText(words.delivery.queued)).toBeVisible())
    await userEvent.click(janes.getByRole('button', { name: 'Offline' }))
    await waitFor(() => expect(janes.getByText('Are you there?')).toBeVisible(), { timeout: 5000 })
    await waitFor(() => expect(johns.getByText('This waits.')).toBeVisible(), { timeout: 5000 })
  },
}
export const NoAccess: Story = {
  args: {
    server: clinic(),
    roomName: 'clinic_1',
    currentUser: jane,
    targetUser: undefined,
    title: 'Riverside Clinic',
  },
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    await waitFor(() => expect(canvas.getByText(words.stoppedReason('WS_002'))).toBeVisible(), { timeout: 5000 })
    await expect(canvas.getByRole('textbox')).toBeDisabled()
  },
}

function someone(first_name: string, last_name: string): User {
  return { id: 124, username: 'dr_jones', first_name, last_name, role: 'doctor' }
}
