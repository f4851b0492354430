import { NOTIFICATION_TYPES, PRIORITIES } from '@mediconnect/protocol/client'
import type { MemoryServer } from '@mediconnect/ws-react/testing'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { clinic } from '../../../fixtures/clinic.ts'
import { mockSockets, SignedIn } from '../../../fixtures/live.tsx'
import { notifications } from '../../../fixtures/notifications.ts'
import { john } from '../../../fixtures/people.ts'
import { NotificationManager, type NotificationManagerProps } from './NotificationManager.tsx'
import { wordsOf } from '../../../fixtures/wordsOf.ts'

interface LiveArgs extends NotificationManagerProps {
  readonly server: MemoryServer
}

const meta = {
  title: 'Notifications/Manager',
  component: NotificationManager,
  // One server answers at a time: the docs page would show all stories at once.
  tags: ['!autodocs'],
  args: { server: clinicWithNotifications(), onNavigate: fn() },
  beforeEach: ({ args }) => mockSockets(args.server),
  render: ({ server, ...args }) => (
    <SignedIn server={server} user={john}>
      <div style={{ display: 'flex', justifyContent: 'flex-end' }}>
        <NotificationManager {...args} />
      </div>
    </SignedIn>
  ),
  play: async ({ canvas, globals }) => {
    const words = wordsOf(globals)
    await canvas.findByRole('button', { name: words.notificationsButton(3) }, { timeout: 5000 })
  },
} satisfies Meta<LiveArgs>

export default meta
type Story = StoryObj<typeof meta>

export const ThreeAreUnread: Story = { args: { server: clinicWithNotifications() } }
export const TheListIsOpen: Story = {
  args: { server: clinicWithNotifications() },
  play: async (context) => {
    const { canvas, userEvent } = context
    const words = wordsOf(context.globals)
    await meta.play(context)
    await userEvent.click(canvas.getByRole('button', { name: words.notificationsButton(3) }))
    await waitFor(() => expect(canvas.getByRole('dialog')).toHaveFocus())
    // The list is loaded when it is first opened.
    await userEvent.click(await canvas.findByRole('button', { name: new RegExp(`${words.markRead}: Appointment in`) }))
    await canvas.findByRole('button', { name: words.notificationsButton(2) })
  },
}
export const ACriticalOneArrives: Story = {
  args: { server: clinicWithNotifications() },
  play: async (context) => {
    const { canvas, userEvent, args } = context
    const words = wordsOf(context.globals)
    await meta.play(context)
    // One that came while nobody was here waits as well.
    await userEvent.click(await canvas.findByRole('button', { name: words.acknowledge }))
    await canvas.findByRole('button', { name: words.notificationsButton(2) })
    await waitFor(() => expect(canvas.queryByRole('alert')).toBeNull())
    args.server.notify(john.id, { title: 'Critical lab result', message: 'Review it now.', priority: 'critical' })
    await waitFor(() => expect(canvas.getByRole('alert')).toBeVisible())
    await canvas.findByRole('button', { name: words.notificationsButton(3) })
  },
}
export const ACriticalOneIsAcknowledged: Story = {
  args: { server: clinicWithNotifications() },
  play: async (context) => {
    const { canvas, userEvent } = context
    const words = wordsOf(context.globals)
    await ACriticalOneArrives.play?.(context)
    await userEvent.click(canvas.getByRole('button', { name: words.acknowledge }))
    await canvas.findByRole('button', { name: words.notificationsButton(2) })
    await expect(canvas.queryByRole('alert')).toBeNull()
  },
}
export const OnAPhone: Story = {
  args: { server: clinicWithNotifications() },
  globals: { viewport: { value: 'phone' } },
  play: async (context) => {
    const words = wordsOf(context.globals)
    await meta.play(context)
    await context.userEvent.click(context.canvas.getByRole('button', { name: words.notificationsButton(3) }))
    await waitFor(() => expect(context.canvas.getByRole('dialog')).toBeVisible())
  },
}

export const SettingsAreOpen: Story = {
  args: { server: clinicWithNotifications() },
  play: async (context) => {
    const { canvas, userEvent } = context
    const words = wordsOf(context.globals)
    await meta.play(context)
    await userEvent.click(canvas.getByRole('button', { name: words.notificationsButton(3) }))
    await userEvent.click(await canvas.findByRole('button', { name: words.notificationSettings }))
    await canvas.findByRole('switch', { name: words.notificationSound })
  },
}
const ROW = { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, marginBlock: 12 } as const

/** Send one of each type and priority, and see what it does. */
export const SendYourOwn: Story = {
  args: { server: clinicWithNotifications() },
  parameters: { clock: 'real' },
  render: ({ server, ...args }) => (
    <SignedIn server={server} user={john}>
      <div style={{ display: 'flex', justifyContent: 'flex-end' }}>
        <NotificationManager {...args} />
      </div>
      {PRIORITIES.map((priority) => (
        <div key={priority} role="group" aria-label={priority} style={ROW}>
          <strong>{priority}</strong>
          {NOTIFICATION_TYPES.map((type) => (
            <button
              key={type}
              type="button"
              className="mc-button"
              onClick={() => {
                const given = notifications.find((one) => one.notification_type === type)
                const { title, message, metadata } = given ?? {}
                server.notify(john.id, { notification_type: type, priority, title, message, metadata })
              }}
            >
              {type}
            </button>
          ))}
        </div>
      ))}
    </SignedIn>
  ),
  play: async (context) => {
    const { canvas, userEvent } = context
    const words = wordsOf(context.globals)
    await meta.play(context)
    const [critical] = canvas.getAllByRole('button', { name: 'billing' })
    if (!critical) throw new Error('There is no button.')
    await userEvent.click(critical)
    await waitFor(() => expect(canvas.getAllByRole('alert')).toHaveLength(2))
    await canvas.findByRole('button', { name: words.notificationsButton(4) })
  },
}

function clinicWithNotifications(): MemoryServer {
  const server = clinic()
  for (const notification of notifications) server.notify(john.id, notification)
  return server
}
