import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { doctorsRooms, everyRoom, ROOM } from '../../../fixtures/conversation.ts'
import { jane, john } from '../../../fixtures/people.ts'
import { RoomList } from './RoomList.tsx'

const meta = {
  title: 'Chat/Room list',
  component: RoomList,
  args: {
    rooms: doctorsRooms(),
    currentUserId: john.id,
    onSelect: fn(),
    onReload: fn(),
    style: { inlineSize: 'min(340px, 100%)', blockSize: 480 },
  },
} satisfies Meta<typeof RoomList>

export default meta
type Story = StoryObj<typeof meta>

export const ADoctorsMorning: Story = {
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: /Riverside Clinic/ }))
    await expect(args.onSelect).toHaveBeenCalledWith(args.rooms[1])
  },
}
export const OneIsOpen: Story = { args: { selectedRoom: ROOM } }
export const SomeoneTypesAndSomeoneLeft: Story = {
  args: { typingRooms: new Set(['123_124']), presence: { [jane.id]: { status: 'offline' } } },
}
export const Loading: Story = { args: { rooms: [], status: 'loading' } }
export const Empty: Story = { args: { rooms: [] } }
export const CouldNotBeLoaded: Story = { args: { rooms: [], status: 'error' } }
export const ArrowKeysGoFromRoomToRoom: Story = {
  args: { selectedRoom: 'clinic_1' },
  play: async ({ canvas, userEvent, args }) => {
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: /Riverside Clinic/ })).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect(canvas.getByRole('button', { name: /Ana Jones/ })).toHaveFocus()
    await userEvent.keyboard('{End}{ArrowDown}{Home}{Enter}')
    await expect(args.onSelect).toHaveBeenCalledWith(args.rooms[0])
    await userEvent.tab({ shift: true })
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: /Jane Doe/ })).toHaveFocus()
  },
}
export const EveryStateAtOnce: Story = {
  render: (args) => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
      <RoomList {...args} rooms={everyRoom()} selectedRoom="2_123" typingRooms={new Set(['5_123'])} />
      <RoomList {...args} rooms={[]} status="loading" aria-label="Loading" />
      <RoomList {...args} rooms={[]} aria-label="Empty" />
      <RoomList {...args} rooms={[]} status="error" aria-label="Failed" />
    </div>
  ),
  args: { style: { inlineSize: 'min(320px, 100%)', blockSize: 620 } },
}
