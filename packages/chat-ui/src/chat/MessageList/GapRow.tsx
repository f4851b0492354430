import { useState } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import type { MessageGap } from './rows.ts'

interface GapRowProps {
  readonly rowKey: string
  readonly gap: MessageGap
  readonly onLoad?: (gap: MessageGap) => Promise<void> | void
}

/** Says that messages are missing here, and gets them. */
export function GapRow({ rowKey, gap, onLoad }: GapRowProps) {
  const { strings } = useLocale()
  const [isLoading, setLoading] = useState(false)

  async function load() {
    setLoading(true)
    try {
      await onLoad?.(gap)
    } finally {
      setLoading(false)
    }
  }

  return (
    <article
      className="mc-message-list__gap"
      data-key={rowKey}
      tabIndex={-1}
      aria-label={strings.gap(gap.missing)}
      aria-busy={isLoading}
    >
      <span>{strings.gap(gap.missing)}</span>
      {onLoad && (
        <button type="button" className="mc-button" disabled={isLoading} onClick={() => void load()}>
          {isLoading && <span className="mc-spinner" aria-hidden="true" />}
          {isLoading ? strings.loadingGap : strings.loadGap}
        </button>
      )}
    </article>
  )
}
