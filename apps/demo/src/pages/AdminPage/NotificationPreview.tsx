import { NotificationListItem } from '@mediconnect/chat-ui'
import type { Notification } from '@mediconnect/protocol'
import { useNow } from '../../rooms/useNow.ts'
import type { Draft } from './draft.ts'

const PREVIEW_ID = '00000000-0000-4000-8000-000000000000'

/** The notification as its readers will see it. */
export function NotificationPreview({ draft }: { readonly draft: Draft }) {
  const now = useNow()
  const notification: Notification = {
    id: PREVIEW_ID,
    notification_type: draft.type,
    priority: draft.priority,
    title: draft.title.trim() || 'Title',
    message: draft.message.trim() || 'What they should know, in a sentence or two.',
    created_at: new Date(now).toISOString(),
    metadata: {},
  }
  return (
    <section className="preview" aria-labelledby="preview-title">
      <h2 id="preview-title" className="preview__title">
        Preview
      </h2>
      <ul className="preview__card">
        <NotificationListItem notification={notification} now={now} />
      </ul>
      {draft.priority === 'critical' && (
        <p className="preview__note">
          Critical ones stay on screen until they are acknowledged, whatever a page filters.
        </p>
      )}
    </section>
  )
}
