import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { toastsStrings } from '../../i18n/english/toasts.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { PRIORITIES, TYPES } from '../notificationIcons.ts'
import type { ListFilter } from './NotificationEmpty.tsx'

const STRINGS = { ...notificationListStrings, ...toastsStrings }

export interface ListFiltersProps {
  readonly value: ListFilter
  readonly onChange: (filter: ListFilter) => void
  /** Unread by type. */
  readonly counts?: Readonly<Record<string, number>>
}

/** One kind of notification or all, and how urgent. */
export function ListFilters({ value, onChange, counts }: ListFiltersProps) {
  const { formats } = useLocale()
  const strings = useStrings(STRINGS)
  const choices = [undefined, ...TYPES]
  return (
    <div className="mc-list-filters">
      <div className="mc-type-filter" role="group" aria-label={strings.filterByType}>
        {choices.map((type) => {
          const count = type && counts?.[type]
          return (
            <button
              key={type ?? 'all'}
              type="button"
              className="mc-type-filter__choice"
              aria-pressed={value.type === type}
              onClick={() => onChange({ ...value, type })}
            >
              {type ? strings.notificationTypes[type] : strings.allTypes}
              {count ? <span className="mc-type-filter__count"> {formats.number(count)}</span> : null}
            </button>
          )
        })}
      </div>
      <select
        className="mc-priority-filter"
        aria-label={strings.filterByPriority}
        value={value.priority ?? ''}
        data-active={value.priority ? true : undefined}
        onChange={({ target }) =>
          onChange({ ...value, priority: PRIORITIES.find((priority) => priority === target.value) })
        }
      >
        <option value="">{strings.allPriorities}</option>
        {PRIORITIES.map((priority) => (
          <option key={priority} value={priority}>
            {strings.priorities[priority]}
          </option>
        ))}
      </select>
    </div>
  )
}
