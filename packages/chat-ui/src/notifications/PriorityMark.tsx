import type { Priority } from '@mediconnect/protocol'
import { toastsStrings } from '../i18n/english/toasts.ts'
import { useStrings } from '../i18n/LocaleContext.ts'
import { PRIORITY_ICONS } from './notificationIcons.ts'

/** A priority that is out of the ordinary, as icon and words. Renders nothing for a normal one. */
export function PriorityMark({ priority }: { readonly priority: Priority }) {
  const strings = useStrings(toastsStrings)
  const Sign = PRIORITY_ICONS[priority]
  if (priority === 'medium') return null
  return (
    <span className="mc-priority" data-priority={priority}>
      <Sign />
      {strings.priorities[priority]}
    </span>
  )
}
