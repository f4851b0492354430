import type { DeliveryState } from '@mediconnect/protocol'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon, type IconName } from '../../icons/Icon.tsx'

const ICONS: Readonly<Record<DeliveryState, IconName>> = {
  queued: 'clock',
  sending: 'clock',
  sent: 'check',
  delivered: 'checks',
  read: 'checks',
  failed: 'alert',
}

export interface DeliveryMarkProps {
  readonly state: DeliveryState
  /** Whether the words are shown too; screen readers always get them. */
  readonly verbose: boolean
}

/** How far an own message got: an icon, and the word for it. */
export function DeliveryMark({ state, verbose }: DeliveryMarkProps) {
  const { strings } = useLocale()
  return (
    <span className="mc-delivery" data-state={state}>
      <span className={verbose ? undefined : 'mc-sr-only'}>{strings.delivery[state]}</span>
      <Icon name={ICONS[state]} />
    </span>
  )
}
