import { NOTIFICATION_TYPES, type NotificationType } from '@mediconnect/protocol'
import { useLocale } from '../../i18n/LocaleContext.tsx'

export interface TypeFilterProps {
  /** `undefined` is all. */
  readonly value: NotificationType | undefined
  readonly onChange: (type: NotificationType | undefined) => void
  /** Unread by type. */
  readonly counts?: Readonly<Record<string, number>>
}

/** One kind of notification, or all. */
export function TypeFilter({ value, onChange, counts }: TypeFilterProps) {
  const { strings } = useLocale()
  const choices = [undefined, ...NOTIFICATION_TYPES]
  return (
    <div className="mc-type-filter" role="group" aria-label={strings.filterByType}>
      {choices.map((type) => {
        const count = type && counts?.[type]
        return (
          <button
            key={type ?? 'all'}
            type="button"
            className="mc-type-filter__choice"
            aria-pressed={value === type}
            onClick={() => onChange(type)}
          >
            {type ? strings.notificationTypes[type] : strings.allTypes}
            {count ? <span className="mc-type-filter__count"> {count}</span> : null}
          </button>
        )
      })}
    </div>
  )
}
