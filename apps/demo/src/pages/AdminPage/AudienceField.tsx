import { displayName, english } from '@mediconnect/chat-ui'
import { RoleSchema } from '@mediconnect/protocol'
import { Field } from '../../controls/Field.tsx'
import { DEMO_USERS } from '../../session/demoUsers.ts'
import type { Audience, Draft, DraftErrors } from './draft.ts'

const AUDIENCES: readonly (readonly [Audience, string])[] = [
  ['everyone', 'Everyone'],
  ['roles', 'By role'],
  ['people', 'Single users'],
]

export interface AudienceFieldProps {
  readonly draft: Draft
  readonly errors: DraftErrors
  readonly onChange: (part: Partial<Draft>) => void
}

/** Who gets it. */
export function AudienceField({ draft, errors, onChange }: AudienceFieldProps) {
  return (
    <fieldset className="audience">
      <legend className="field__label">Audience</legend>
      <div className="segments">
        {AUDIENCES.map(([audience, label]) => (
          <label key={audience} className="segment">
            <input
              type="radio"
              name="audience"
              data-testid={`audience-${audience}`}
              checked={draft.audience === audience}
              onChange={() => onChange({ audience })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {draft.audience === 'roles' && <Roles draft={draft} errors={errors} onChange={onChange} />}
      {draft.audience === 'people' && <People draft={draft} errors={errors} onChange={onChange} />}
    </fieldset>
  )
}

function Roles({ draft: { roles }, errors, onChange }: AudienceFieldProps) {
  return (
    <fieldset className="field" aria-describedby={errors.roles && 'roles-error'}>
      <legend className="sr-only">Roles</legend>
      <div className="chips">
        {RoleSchema.options.map((role) => (
          <label key={role} className="chip">
            <input
              type="checkbox"
              data-testid={`role-${role}`}
              checked={roles.includes(role)}
              onChange={(event) =>
                onChange({ roles: event.target.checked ? [...roles, role] : roles.filter((one) => one !== role) })
              }
            />
            <span>{english.roles[role]}</span>
          </label>
        ))}
      </div>
      {errors.roles && (
        <p id="roles-error" className="field__error" role="alert">
          {errors.roles}
        </p>
      )}
    </fieldset>
  )
}

function People({ draft: { userIds }, errors, onChange }: AudienceFieldProps) {
  const ids = userIds.split(/[\s,;]+/).filter(Boolean)
  const toggle = (id: string): string => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]).join(', ')

  return (
    <div className="field">
      <Field label="User ids" error={errors.userIds}>
        {(input) => (
          <input
            {...input}
            className="input"
            inputMode="numeric"
            placeholder="456, 123"
            data-testid="user-ids"
            value={userIds}
            onChange={(event) => onChange({ userIds: event.target.value })}
          />
        )}
      </Field>
      <div className="chips" role="group" aria-label="Demo users">
        {DEMO_USERS.map((user) => {
          const id = String(user.id)
          return (
            <button
              key={id}
              className="chip chip--button"
              type="button"
              aria-pressed={ids.includes(id)}
              onClick={() => onChange({ userIds: toggle(id) })}
            >
              {displayName(user)} <small>{id}</small>
            </button>
          )
        })}
      </div>
    </div>
  )
}
