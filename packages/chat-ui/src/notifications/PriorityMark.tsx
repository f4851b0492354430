import type { Priority } from '@mediconnect/protocol'
import { useLocale } from '../i18n/LocaleContext.tsx'
import { Icon } from '../icons/Icon.tsx'
import { PRIORITY_ICONS } from './notificationIcons.ts'

/** A priority that is out of the ordinary, as icon and words. Renders nothing for a normal one. */
export function PriorityMark({ priority }: { readonly priority: Priority }) {
  const { strings } = useLocale()
  if (priority === 'medium') return null
  return (
    <span className="mc-priority" data-priority={priority}>
      <Icon name={PRIORITY_ICONS[priority]} />
      {strings.priorities[priority]}
    </span>
  )
}
