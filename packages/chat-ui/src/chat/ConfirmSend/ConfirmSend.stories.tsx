import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { ROOM } from '../../../fixtures/conversation.ts'
import { jane, john } from '../../../fixtures/people.ts'
import type { SendContext } from './confirmPolicy.ts'
import { ConfirmSend } from './ConfirmSend.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

const toJane: SendContext = {
  text: 'Your results are back: everything is in the normal range. Keep taking the tablets in the morning.',
  files: [],
  roomName: ROOM,
  currentUser: john,
  targetUser: jane,
  name: 'Jane Doe',
  recipientCount: 1,
  isFirst: true,
}
const toMany: SendContext = {
  ...toJane,
  text: 'Fire drill at noon in building B.',
  roomName: 'clinic_1',
  targetUser: undefined,
  name: 'Riverside Clinic',
  recipientCount: 23,
}

const meta = {
  title: 'Chat/Confirm send',
  component: ConfirmSend,
  parameters: { docs: { story: { inline: false, height: '420px' } } },
  args: { context: toJane, onConfirm: fn(), onCancel: fn() },
} satisfies Meta<typeof ConfirmSend>

export default meta
type Story = StoryObj<typeof meta>

export const ToAPatient: Story = {
  args: { patientContext: 'Born 12 March 1984 · MRN 0045 1123' },
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await waitFor(() => expect(canvas.getByRole('button', { name: words.goBack })).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    await expect(args.onCancel).toHaveBeenCalledOnce()
    await expect(args.onConfirm).not.toHaveBeenCalled()
  },
}
export const ToManyPeople: Story = { args: { context: toMany } }
export const WithFiles: Story = {
  args: {
    context: {
      ...toJane,
      text: '',
      files: [
        new File(['%PDF-1.4'.repeat(40_000)], 'Treatment plan – Jane Doe.pdf'),
        new File(['x'.repeat(1_800_000)], 'a-very-long-file-name-that-does-not-fit-in-one-line-of-the-dialog.jpg'),
      ],
    },
  },
}
export const ALongText: Story = {
  args: { context: { ...toJane, text: Array.from({ length: 30 }, (_, line) => `Line ${line + 1}`).join('\n') } },
}
export const InTheHostsWords: Story = {
  args: {
    request: {
      title: 'Jane Doe is not your patient any more',
      reason: 'Her treatment was handed over to Dr Ana Jones on 3 November.',
      confirmLabel: 'Send anyway',
    },
  },
}
