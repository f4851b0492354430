import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { DEFAULT_PREFERENCES, QUIET_AT_NIGHT } from '../interruptions/preferences.ts'
import { NotificationSettings } from './NotificationSettings.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

const meta = {
  title: 'Notifications/Settings',
  component: NotificationSettings,
  args: {
    preferences: DEFAULT_PREFERENCES,
    onPreferencesChange: fn(),
    permission: 'default',
    onAskPermission: fn(() => Promise.resolve('granted' as const)),
    style: { maxInlineSize: 416 },
  },
} satisfies Meta<typeof NotificationSettings>

export default meta
type Story = StoryObj<typeof meta>

export const TheBrowserHasNotBeenAsked: Story = {
  play: async ({ canvas, userEvent, args, globals }) => {
    const words = wordsOf(globals)
    await expect(args.onAskPermission).not.toHaveBeenCalled()
    await userEvent.click(canvas.getByRole('switch', { name: new RegExp(words.backgroundNotifications) }))
    await expect(args.onAskPermission).toHaveBeenCalledOnce()
    await expect(args.onPreferencesChange).toHaveBeenCalledWith({ background: true, sound: false })
  },
}
export const Allowed: Story = { args: { permission: 'granted', preferences: { background: true, sound: true } } }
export const Blocked: Story = { args: { permission: 'denied', preferences: { background: true, sound: false } } }
export const NotSupported: Story = { args: { permission: 'unsupported' } }
export const QuietHours: Story = {
  args: { preferences: { background: false, sound: true, quietHours: QUIET_AT_NIGHT } },
}
export const EveryStateAtOnce: Story = {
  render: (args) => (
    <div style={{ display: 'grid', gap: 24, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 22rem), 1fr))' }}>
      {(['default', 'granted', 'denied', 'unsupported'] as const).map((permission) => (
        <NotificationSettings
          key={permission}
          {...args}
          aria-label={permission}
          permission={permission}
          preferences={{ background: true, sound: permission === 'granted', quietHours: QUIET_AT_NIGHT }}
        />
      ))}
    </div>
  ),
}
