import { PRESENCE_STATUSES } from '@mediconnect/protocol/client'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { pictureUrl } from '../../../fixtures/media.ts'
import { ana, jane, john, lee, nameless } from '../../../fixtures/people.ts'
import { Avatar } from './Avatar.tsx'

const SIZES = ['sm', 'md', 'lg'] as const
const PICTURE = pictureUrl(80, 80)
const row = { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 } as const

const meta = { title: 'Chat/Avatar', component: Avatar, args: { user: jane } } satisfies Meta<typeof Avatar>

export default meta
type Story = StoryObj<typeof meta>

export const Initials: Story = {}
export const APicture: Story = { args: { user: { ...jane, avatar_url: PICTURE }, size: 'lg' } }
export const APictureThatCannotBeLoaded: Story = { args: { user: { ...jane, avatar_url: 'data:image/png,broken' } } }

export const EveryStateAtOnce: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 16 }}>
      <div style={row}>
        {[0, 1, 2, 3, 4, 5].map((id) => (
          <Avatar key={id} user={{ ...jane, id }} />
        ))}
      </div>
      {[jane, { ...jane, avatar_url: PICTURE }].map((user, index) => (
        <div key={index} style={row}>
          {SIZES.map((size) => (
            <Avatar key={size} user={user} size={size} />
          ))}
          {SIZES.flatMap((size) =>
            PRESENCE_STATUSES.map((status) => (
              <Avatar key={size + status} user={{ ...user, id: status.length }} size={size} status={status} />
            )),
          )}
        </div>
      ))}
      <div style={row}>
        {[john, ana, lee, nameless, { ...lee, first_name: 'أحمد', last_name: 'علي' }].map((user, index) => (
          <Avatar key={index} user={user} size="lg" />
        ))}
        {[
          { ...lee, first_name: '李', last_name: '' },
          { ...lee, first_name: 'Ñandú', last_name: 'Öz' },
        ].map((user) => (
          <Avatar key={user.first_name} user={user} size="lg" />
        ))}
      </div>
    </div>
  ),
}
