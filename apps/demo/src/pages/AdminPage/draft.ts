import {
  CreateNotificationSchema,
  type CreateNotification,
  type NotificationType,
  type Priority,
  type Role,
} from '@mediconnect/protocol'
import * as v from 'valibot'

export type Audience = 'everyone' | 'roles' | 'people'

/** A notification as it stands in the form. */
export interface Draft {
  readonly audience: Audience
  readonly roles: readonly Role[]
  /** As typed: ids with commas or spaces between. */
  readonly userIds: string
  readonly type: NotificationType
  readonly priority: Priority
  readonly title: string
  readonly message: string
  readonly actionUrl: string
}

/** What is wrong, by field. */
export type DraftErrors = Partial<Record<'roles' | 'userIds' | 'title' | 'message' | 'actionUrl', string>>

export const EMPTY_DRAFT: Draft = {
  audience: 'everyone',
  roles: [],
  userIds: '',
  type: 'system',
  priority: 'medium',
  title: '',
  message: '',
  actionUrl: '',
}

/** The request a draft stands for, or what is wrong with it. */
export function checkDraft(draft: Draft): { request: CreateNotification } | { errors: DraftErrors } {
  const actionUrl = draft.actionUrl.trim()
  const request = {
    ...audienceOf(draft),
    notification_type: draft.type,
    priority: draft.priority,
    title: draft.title.trim(),
    message: draft.message.trim(),
    metadata: actionUrl ? { action_url: actionUrl } : {},
  }
  const badUrl = actionUrl !== '' && !/^(\/(?![/\\])|https?:\/\/)/i.test(actionUrl)
  const parsed = v.safeParse(CreateNotificationSchema, request)
  if (parsed.success && !badUrl) return { request: parsed.output }

  const errors: { -readonly [Field in keyof DraftErrors]: string } = {}
  if (badUrl) errors.actionUrl = 'Begin with / for a page of your product, or with https:// for another site.'
  for (const issue of parsed.issues ?? []) {
    const field = issue.path?.[0]?.key
    if (field === 'title') errors.title = request.title ? 'This title is too long.' : 'Write a title.'
    if (field === 'message') errors.message = request.message ? 'This message is too long.' : 'Write a message.'
    if (field === 'roles') errors.roles = 'Choose at least one role.'
    if (field === 'user_ids')
      errors.userIds = 'Give at least one id: whole numbers with commas between, such as 456, 123.'
  }
  return { errors }
}

function audienceOf({ audience, roles, userIds }: Draft): Pick<CreateNotification, 'broadcast' | 'roles' | 'user_ids'> {
  switch (audience) {
    case 'everyone':
      return { broadcast: true }
    case 'roles':
      return { roles: [...roles] }
    case 'people':
      return { user_ids: userIds.split(/[\s,;]+/).flatMap((id) => (id ? Number(id) : [])) }
  }
}
