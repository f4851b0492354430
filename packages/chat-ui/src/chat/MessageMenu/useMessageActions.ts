import type { ChatEntry } from '@mediconnect/protocol'
import { useAnnounce } from '../../a11y/useAnnounce.ts'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import type { MenuItem } from './MessageMenu.tsx'

export interface MessageActionsOptions {
  readonly entry: ChatEntry
  readonly own: boolean
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
}

/** What can be done with a message. */
export function useMessageActions({ entry, own, onRetry, onDiscard }: MessageActionsOptions): readonly MenuItem[] {
  const { strings } = useLocale()
  const announce = useAnnounce()
  const failed = own && entry.state === 'failed'
  const items: MenuItem[] = []
  if (failed && onRetry) {
    items.push({ id: 'retry', label: strings.retry, icon: 'retry', onSelect: () => onRetry(entry.key) })
  }
  if (entry.message) {
    items.push({
      id: 'copy',
      label: strings.copyText,
      icon: 'copy',
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
      icon: 'trash',
      tone: 'danger',
      onSelect: () => onDiscard(entry.key),
    })
  }
  return items
}
