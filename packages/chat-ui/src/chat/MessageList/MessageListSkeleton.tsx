import { transcriptStrings } from '../../i18n/english/transcript.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'

/** Widths in percent; negative ones stand on the reader's side. */
const SHAPES = [42, 58, -36, -52, 30, -44, 62, 38, -48] as const

/** The shape of a conversation while it loads. */
export function MessageListSkeleton() {
  const strings = useStrings(transcriptStrings)
  return (
    <div className="mc-message-list__skeleton" role="status">
      <span className="mc-sr-only">{strings.loadingMessages}</span>
      {SHAPES.map((width, index) => (
        <span
          key={index}
          className="mc-skeleton"
          data-own={width < 0 || undefined}
          style={{ inlineSize: `${Math.abs(width)}%` }}
        />
      ))}
    </div>
  )
}
