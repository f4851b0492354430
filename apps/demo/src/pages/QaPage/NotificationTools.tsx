import { english } from '@mediconnect/chat-ui'
import {
  NOTIFICATION_TYPES,
  NotificationTypeSchema,
  PRIORITIES,
  PrioritySchema,
  type NotificationType,
  type Priority,
} from '@mediconnect/protocol'
import { useState } from 'react'
import * as v from 'valibot'
import { CONTROLS, controlProps } from '../../qa/model/controls.ts'
import { broadcast } from '../../qa/tools/broadcast.ts'
import type { DemoTokens } from '../../qa/tools/demoTokens.ts'
import { ControlButton } from './ControlButton.tsx'
import type { Errand } from './useErrand.ts'

export interface NotificationToolsProps {
  readonly tokens: DemoTokens
  readonly errand: Errand
}

/** A notification of any type and priority, to everyone. */
export function NotificationTools({ tokens, errand }: NotificationToolsProps) {
  const [type, setType] = useState<NotificationType>('system')
  const [priority, setPriority] = useState<Priority>('medium')
  return (
    <fieldset className="qa-server__group">
      <legend>Notification</legend>
      <div className="qa-server__line">
        <label className="qa-labelled">
          {CONTROLS['notification-type'].label}
          <select
            {...controlProps('notification-type')}
            className="qa-field"
            value={type}
            onChange={({ target }) => setType(v.parse(NotificationTypeSchema, target.value))}
          >
            {NOTIFICATION_TYPES.map((one) => (
              <option key={one} value={one}>
                {english.notificationTypes[one]}
              </option>
            ))}
          </select>
        </label>
        <label className="qa-labelled">
          {CONTROLS['notification-priority'].label}
          <select
            {...controlProps('notification-priority')}
            className="qa-field"
            value={priority}
            onChange={({ target }) => setPriority(v.parse(PrioritySchema, target.value))}
          >
            {PRIORITIES.map((one) => (
              <option key={one} value={one}>
                {english.priorities[one]}
              </option>
            ))}
          </select>
        </label>
        <ControlButton
          control="broadcast"
          onPress={() => errand.run('', async () => `Sent to ${await broadcast(type, priority, tokens)} users`)}
        />
      </div>
    </fieldset>
  )
}
