import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'

/** Lies over the place where files may be dropped while they are above it. */
export function DropHint() {
  const { strings } = useLocale()
  return (
    <div className="mc-drop-hint" aria-hidden="true">
      <Icon name="attach" />
      {strings.dropFiles}
    </div>
  )
}
