import { english } from '@mediconnect/chat-ui'
import { NOTIFICATION_TYPES, NotificationTypeSchema, PRIORITIES, PrioritySchema } from '@mediconnect/protocol'
import { useRealtimeClient } from '@mediconnect/ws-react'
import { useEffect, useRef, useState } from 'react'
import * as v from 'valibot'
import { Alert } from '../../controls/Alert.tsx'
import { Field } from '../../controls/Field.tsx'
import { AudienceField } from './AudienceField.tsx'
import { checkDraft, type Draft, type DraftErrors } from './draft.ts'

type Sending =
  | { readonly status: 'idle' | 'sending' }
  | { readonly status: 'sent'; readonly recipients: number }
  | { readonly status: 'failed'; readonly message: string }

export interface NotificationFormProps {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

/** Writes and sends a notification, and says to how many it went. */
export function NotificationForm({ draft, onChange }: NotificationFormProps) {
  const client = useRealtimeClient()
  const [errors, setErrors] = useState<DraftErrors>({})
  const [sending, setSending] = useState<Sending>({ status: 'idle' })

  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [errors])

  function change(part: Partial<Draft>): void {
    onChange({ ...draft, ...part })
    setErrors({})
  }

  async function send(): Promise<void> {
    const checked = checkDraft(draft)
    if ('errors' in checked) {
      setErrors(checked.errors)
      setSending({ status: 'idle' })
      return
    }
    setErrors({})
    setSending({ status: 'sending' })
    try {
      const { recipients } = await client.createNotification(checked.request)
      setSending({ status: 'sent', recipients })
      onChange({ ...draft, title: '', message: '', actionUrl: '' })
    } catch (error) {
      setSending({ status: 'failed', message: error instanceof Error ? error.message : 'It could not be sent.' })
    }
  }

  return (
    <form
      ref={form}
      className="admin__form"
      noValidate
      data-testid="notification-form"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <AudienceField draft={draft} errors={errors} onChange={change} />
      <div className="admin__pair">
        <Field label="Type">
          {(input) => (
            <select
              {...input}
              className="input"
              data-testid="notification-type"
              value={draft.type}
              onChange={(event) => change({ type: v.parse(NotificationTypeSchema, event.target.value) })}
            >
              {NOTIFICATION_TYPES.map((type) => (
                <option key={type} value={type}>
                  {english.notificationTypes[type]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Priority">
          {(input) => (
            <select
              {...input}
              className="input"
              data-testid="notification-priority"
              value={draft.priority}
              onChange={(event) => change({ priority: v.parse(PrioritySchema, event.target.value) })}
            >
              {PRIORITIES.map((priority) => (
                <option key={priority} value={priority}>
                  {english.priorities[priority]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label="Title" error={errors.title}>
        {(input) => (
          <input
            {...input}
            className="input"
            data-testid="notification-title"
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label="Message" error={errors.message}>
        {(input) => (
          <textarea
            {...input}
            className="input"
            rows={4}
            data-testid="notification-message"
            value={draft.message}
            onChange={(event) => change({ message: event.target.value })}
          />
        )}
      </Field>
      <Field label="Link (optional)" hint="Where it leads, such as /appointments/123" error={errors.actionUrl}>
        {(input) => (
          <input
            {...input}
            className="input"
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            data-testid="notification-action-url"
            value={draft.actionUrl}
            onChange={(event) => change({ actionUrl: event.target.value })}
          />
        )}
      </Field>
      <Result sending={sending} />
      <button
        className="button admin__send"
        data-variant="primary"
        type="submit"
        data-testid="send-notification"
        disabled={sending.status === 'sending'}
      >
        {sending.status === 'sending' ? 'Sending …' : 'Send notification'}
      </button>
    </form>
  )
}

function Result({ sending }: { readonly sending: Sending }) {
  if (sending.status === 'failed') return <Alert>{sending.message}</Alert>
  if (sending.status !== 'sent') return null
  const { recipients } = sending
  return (
    <Alert tone="success">
      Sent to {recipients} {recipients === 1 ? 'user' : 'users'}.
    </Alert>
  )
}
