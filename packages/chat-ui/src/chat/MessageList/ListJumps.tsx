import type { ComponentPropsWithoutRef } from 'react'
import { transcriptStrings } from '../../i18n/english/transcript.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { ArrowDownIcon } from '../../icons/ArrowDownIcon.ts'
import { UndoIcon } from '../../icons/UndoIcon.ts'

export interface ListJumpsProps {
  readonly unseenCount: number
  readonly isFar: boolean
  readonly canGoBack: boolean
  readonly onGoBack: () => void
  readonly pillProps: ComponentPropsWithoutRef<'button'>
}

/** Ways through the transcript that lie over it: to what was not seen, to the end, and back from where a jump led. */
export function ListJumps({ unseenCount, isFar, canGoBack, onGoBack, pillProps }: ListJumpsProps) {
  const strings = useStrings(transcriptStrings)
  return (
    <div className="mc-message-list__jumps">
      {canGoBack && (
        <button type="button" className="mc-message-list__jump" onClick={onGoBack}>
          <UndoIcon />
          {strings.jumpBack}
        </button>
      )}
      {(unseenCount > 0 || isFar) && (
        <button {...pillProps} className="mc-message-list__jump" data-unseen={unseenCount || undefined}>
          {unseenCount > 0 && strings.newMessages(unseenCount)}
          <ArrowDownIcon />
        </button>
      )}
    </div>
  )
}
