import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { direction } from './direction.ts'
import { english } from './english.ts'
import { createFormats, type Formats } from './formats.ts'
import type { Language, Strings } from './strings.ts'

/** What parts need to speak the reader's language and tell the time. */
export interface Locale {
  /** A BCP 47 tag, for dates, numbers and the direction of writing. @default 'en' */
  readonly locale: string
  readonly strings: Strings
  /** An IANA zone. @default the browser's own */
  readonly timeZone?: string
  /** The clock, as epoch milliseconds. @default Date.now */
  readonly now: () => number
}

interface LocaleValue extends Locale {
  readonly formats: Formats
  /** For the roots of containers: language and direction, once a provider has named them. */
  readonly root: { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' }
}

const LocaleContext = createContext<LocaleValue>({
  locale: 'en',
  strings: english,
  now: () => Date.now(),
  formats: createFormats('en', undefined, english),
  root: {},
})

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
    return { locale, strings, timeZone, now, formats: createFormats(locale, timeZone, strings), root }
  }, [locale, wording, timeZone, now, isNamed])
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>
}

/** Language, strings, clock and formats for a part. */
export function useLocale(): LocaleValue {
  return useContext(LocaleContext)
}
