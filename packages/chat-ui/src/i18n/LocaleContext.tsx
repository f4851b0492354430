import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { english } from './english.ts'
import { createFormats, type Formats } from './formats.ts'
import type { Strings } from './strings.ts'

/** What parts need to speak the reader's language and tell the time. */
export interface Locale {
  /** A BCP 47 tag, for dates and numbers. @default 'en' */
  readonly locale: string
  readonly strings: Strings
  /** An IANA zone. @default the browser's own */
  readonly timeZone?: string
  /** The clock, as epoch milliseconds. @default Date.now */
  readonly now: () => number
}

interface LocaleValue extends Locale {
  readonly formats: Formats
}

const LocaleContext = createContext<LocaleValue>({
  locale: 'en',
  strings: english,
  now: () => Date.now(),
  formats: createFormats('en', undefined, english),
})

export interface LocaleProviderProps extends Partial<Locale> {
  readonly children?: ReactNode
}

/** Sets language, time zone or clock for the parts below; what is left out stays as it is above. */
export function LocaleProvider({ children, ...given }: LocaleProviderProps) {
  const above = useContext(LocaleContext)
  const locale = given.locale ?? above.locale
  const strings = given.strings ?? above.strings
  const timeZone = given.timeZone ?? above.timeZone
  const now = given.now ?? above.now
  const value = useMemo(
    () => ({ locale, strings, timeZone, now, formats: createFormats(locale, timeZone, strings) }),
    [locale, strings, timeZone, now],
  )
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>
}

/** Language, strings, clock and formats for a part. */
export function useLocale(): LocaleValue {
  return useContext(LocaleContext)
}
