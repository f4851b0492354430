import type { Meta, StoryObj } from '@storybook/react-vite'
import { allIcons } from '../../fixtures/allIcons.ts'
import { SendIcon } from './SendIcon.ts'

const SIZES = [16, 20, 24]

const meta = { title: 'Foundations/Icons', component: SendIcon } satisfies Meta<typeof SendIcon>

export default meta
type Story = StoryObj<typeof meta>

export const One: Story = {}

export const EveryIconInThreeSizes: Story = {
  render: () => (
    <ul
      className="mc"
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(9rem, 1fr))',
        gap: 12,
        margin: 0,
        padding: 0,
        listStyle: 'none',
      }}
    >
      {allIcons.map(([name, Icon]) => (
        <li
          key={name}
          style={{
            display: 'grid',
            gap: 8,
            justifyItems: 'center',
            padding: 12,
            border: '1px solid var(--mc-border)',
            borderRadius: 'var(--mc-radius-md)',
            background: 'var(--mc-surface)',
          }}
        >
          <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
            {SIZES.map((size) => (
              <Icon key={size} style={{ inlineSize: size, blockSize: size }} />
            ))}
          </span>
          <code style={{ color: 'var(--mc-text-muted)', fontSize: 'var(--mc-text-xs)' }}>{name}</code>
        </li>
      ))}
    </ul>
  ),
}
