import { useContext, useMemo, type ReactNode } from 'react'
import { direction } from './direction.ts'
import { clockStrings } from './english/clock.ts'
import { createFormats } from './formats.ts'
import { LocaleContext, type Locale } from './LocaleContext.ts'
import type { Language, Strings } from './strings.ts'

/** What `LocaleProvider` takes. */
export interface LocaleProviderProps extends Partial<Omit<Locale, 'strings'>> {
  /** The strings, or a language of `@mediconnect/chat-ui/locales/…`, which writes numbers as `locale` does. @default English */
  readonly strings?: Strings | Language
  readonly children?: ReactNode
}

/**
 * Sets language, time zone or clock for the parts below; what is left out stays as it is above. It renders no element:
 * the roots of `ChatWindow`, `RoomList` and `NotificationManager` carry `lang` and `dir`.
 */
export function LocaleProvider({ children, ...given }: LocaleProviderProps) {
  const above = useContext(LocaleContext)
  const locale = given.locale ?? above.locale
  const wording = given.strings ?? above.strings
  const timeZone = given.timeZone ?? above.timeZone
  const now = given.now ?? above.now
  const isNamed = given.locale !== undefined || above.root.lang !== undefined
  const value = useMemo(() => {
    const strings = typeof wording === 'function' ? wording(locale) : wording
    const root = isNamed ? { lang: locale, dir: direction(locale) } : {}
    return { locale, strings, timeZone, now, formats: createFormats(locale, timeZone, strings ?? clockStrings), root }
  }, [locale, wording, timeZone, now, isNamed])
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>
}
