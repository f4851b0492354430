import type { DeliveryState } from '@mediconnect/protocol'
import { messageStrings } from '../../i18n/english/message.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { AlertIcon } from '../../icons/AlertIcon.ts'
import { CheckIcon } from '../../icons/CheckIcon.ts'
import { ChecksIcon } from '../../icons/ChecksIcon.ts'
import { ClockIcon } from '../../icons/ClockIcon.ts'
import type { Icon } from '../../icons/createIcon.tsx'

const ICONS: Readonly<Record<DeliveryState, Icon>> = {
  queued: ClockIcon,
  sending: ClockIcon,
  sent: CheckIcon,
  delivered: ChecksIcon,
  read: ChecksIcon,
  failed: AlertIcon,
}

export interface DeliveryMarkProps {
  readonly state: DeliveryState
  /** Whether the words are shown too; screen readers always get them. */
  readonly verbose: boolean
}

/** How far an own message got: an icon, and the word for it. */
export function DeliveryMark({ state, verbose }: DeliveryMarkProps) {
  const strings = useStrings(messageStrings)
  return (
    <span className="mc-delivery" data-state={state}>
      <span className={verbose ? undefined : 'mc-sr-only'}>{strings.delivery[state]}</span>
      {/* Called, not rendered: another drawing in the element that is there. */}
      {ICONS[state]({})}
    </span>
  )
}
