import type { Meta, StoryObj } from '@storybook/react-vite'
import { pictureUrl } from '../../../fixtures/media.ts'
import { ana, jane, john, lee, nameless } from '../../../fixtures/people.ts'
import { Avatar } from './Avatar.tsx'

const meta = { title: 'Chat/Avatar', component: Avatar, args: { user: jane } } satisfies Meta<typeof Avatar>

export default meta
type Story = StoryObj<typeof meta>

export const InitialsOnATintOfTheirOwn: Story = {
  render: () => (
    <div style={{ display: 'flex', gap: 12 }}>
      {[john, jane, ana, lee, nameless].map((user) => (
        <Avatar key={user.id} user={user} />
      ))}
    </div>
  ),
}
export const ThreeSizesWithPresence: Story = {
  render: () => (
    <div style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
      <Avatar user={john} size="sm" status="online" />
      <Avatar user={ana} size="md" status="away" />
      <Avatar user={lee} size="lg" status="busy" />
      <Avatar user={jane} size="lg" status="offline" />
    </div>
  ),
}
export const APicture: Story = { args: { user: { ...jane, avatar_url: pictureUrl(80, 80) }, size: 'lg' } }
export const APictureThatCannotBeLoaded: Story = { args: { user: { ...jane, avatar_url: 'data:image/png,broken' } } }
