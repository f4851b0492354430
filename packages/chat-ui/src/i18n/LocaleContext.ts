import { createContext, useContext } from 'react'
import { clockStrings } from './english/clock.ts'
import { createFormats, type Formats } from './formats.ts'
import type { Strings } from './strings.ts'

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

export interface LocaleValue extends Omit<Locale, 'strings'> {
  /** Where a provider gave them: see {@link useStrings}. */
  readonly strings: Strings | undefined
  readonly formats: Formats
  /** For the roots of containers: language and direction, once a provider has named them. */
  readonly root: { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' }
}

/** Spoken without a provider. */
export const DEFAULT_LOCALE = 'en'

export const LocaleContext = createContext<LocaleValue>({
  locale: DEFAULT_LOCALE,
  strings: undefined,
  now: () => Date.now(),
  formats: createFormats(DEFAULT_LOCALE, undefined, clockStrings),
  root: {},
})

/** Language, clock and formats for a part. */
export function useLocale(): LocaleValue {
  return useContext(LocaleContext)
}

/** The strings of a part: in the reader's language, or the English ones it brings, so that it ships those of no other. */
export function useStrings<Key extends keyof Strings>(english: Pick<Strings, Key>): Pick<Strings, Key> {
  return useContext(LocaleContext).strings ?? english
}
