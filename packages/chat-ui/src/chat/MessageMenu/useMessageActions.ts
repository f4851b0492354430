import type { ChatEntry } from '@mediconnect/protocol'
import { useAnnounce } from '../../a11y/useAnnounce.ts'
import { failureStrings } from '../../i18n/english/failure.ts'
import { messageMenuStrings } from '../../i18n/english/messageMenu.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { CopyIcon } from '../../icons/CopyIcon.ts'
import { RetryIcon } from '../../icons/RetryIcon.ts'
import { TrashIcon } from '../../icons/TrashIcon.ts'
import type { MenuItem } from './MessageMenu.tsx'

const STRINGS = { ...failureStrings, ...messageMenuStrings }

export interface MessageActionsOptions {
  readonly entry: ChatEntry
  readonly own: boolean
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
}

/** What can be done with a message. */
export function useMessageActions({ entry, own, onRetry, onDiscard }: MessageActionsOptions): readonly MenuItem[] {
  const strings = useStrings(STRINGS)
  const announce = useAnnounce()
  const failed = own && entry.state === 'failed'
  const items: MenuItem[] = []
  if (failed && onRetry) {
    items.push({ id: 'retry', label: strings.retry, icon: RetryIcon, onSelect: () => onRetry(entry.key) })
  }
  if (entry.message) {
    items.push({
      id: 'copy',
      label: strings.copyText,
      icon: CopyIcon,
      onSelect() {
        void navigator.clipboard.writeText(entry.message).then(
          () => announce(strings.copied),
          () => announce(strings.copyFailed, { assertive: true }),
        )
      },
    })
  }
  if (failed && onDiscard) {
    items.push({
      id: 'discard',
      label: strings.discard,
      icon: TrashIcon,
      tone: 'danger',
      onSelect: () => onDiscard(entry.key),
    })
  }
  return items
}
