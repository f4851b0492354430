import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { transcriptStrings } from '../../i18n/english/transcript.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { cx } from '../../theme/cx.ts'
import type { MessageGap } from './rows.ts'

export interface GapRowProps extends Omit<ComponentPropsWithoutRef<'article'>, 'children'> {
  readonly gap: MessageGap
  /** @default false */
  readonly isLoading?: boolean
  /** Without it nothing is offered. */
  readonly onLoadGap?: (gap: MessageGap) => void
}

/** Says that messages are missing here, and gets them. */
export const GapRow = forwardRef<HTMLElement, GapRowProps>(function GapRow(props, ref) {
  const { gap, isLoading = false, onLoadGap, className, ...rest } = props
  const strings = useStrings(transcriptStrings)
  return (
    <article
      ref={ref}
      className={cx('mc-message-list__gap', className)}
      tabIndex={-1}
      data-gap={gap.beforeSeq}
      data-state={isLoading ? 'loading' : 'ready'}
      aria-label={strings.gap(gap.missing)}
      aria-busy={isLoading}
      {...rest}
    >
      <span>{strings.gap(gap.missing)}</span>
      {onLoadGap && (
        <button
          type="button"
          className="mc-button"
          // Not disabled: that would lose the focus.
          aria-disabled={isLoading || undefined}
          onClick={() => !isLoading && onLoadGap(gap)}
        >
          {isLoading && <span className="mc-spinner" aria-hidden="true" />}
          {isLoading ? strings.loadingGap : strings.loadGap}
        </button>
      )}
    </article>
  )
})
