import { composerStrings } from '../../i18n/english/composer.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { AttachIcon } from '../../icons/AttachIcon.ts'

/** Lies over the place where files may be dropped while they are above it. */
export function DropHint() {
  const strings = useStrings(composerStrings)
  return (
    <div className="mc-drop-hint" aria-hidden="true">
      <AttachIcon />
      {strings.dropFiles}
    </div>
  )
}
