import { useState } from 'react'
import { DemoIcon } from '../../controls/DemoIcon.tsx'
import { hashOf } from '../../routing/route.ts'
import { EMPTY_DRAFT } from './draft.ts'
import { NotificationForm } from './NotificationForm.tsx'
import { NotificationPreview } from './NotificationPreview.tsx'
import './AdminPage.css'

/** Where an admin writes to everyone, to roles or to single users. */
export function AdminPage() {
  const [draft, setDraft] = useState(EMPTY_DRAFT)

  return (
    <main className="admin">
      <div className="admin__head">
        <a className="icon-button" href={hashOf({ page: 'rooms' })} aria-label="Back to all conversations">
          <DemoIcon name="back" />
        </a>
        <div>
          <h1 className="admin__title">Send a notification</h1>
          <p className="admin__lead">It reaches open pages at once, and waits for everyone else.</p>
        </div>
      </div>
      <NotificationForm draft={draft} onChange={setDraft} />
      <NotificationPreview draft={draft} />
    </main>
  )
}
