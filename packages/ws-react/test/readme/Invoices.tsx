import { useNotifications } from '@mediconnect/ws-react'

export function Invoices() {
  const { notifications, counts, critical, markRead } = useNotifications({ type: 'billing' })
  return (
    <section aria-label={`Invoices, ${counts.unread} unread`}>
      {critical.map(({ id, title }) => (
        <p key={id} role="alert">
          {title} <button onClick={() => markRead(id)}>Acknowledge</button>
        </p>
      ))}
      {notifications.map(({ id, title }) => (
        <p key={id}>{title}</p>
      ))}
    </section>
  )
}
