import { pseudo } from '../packages/chat-ui/fixtures/pseudoLocale.ts'
import { english } from '../packages/chat-ui/src/i18n/english.ts'
import { arabic } from '../packages/chat-ui/src/i18n/locales/ar.ts'
import { german } from '../packages/chat-ui/src/i18n/locales/de.ts'
import { spanish } from '../packages/chat-ui/src/i18n/locales/es.ts'

/** What the toolbar offers; the first of each is the default. */
export const LOOKS = {
  theme: { system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast', both: 'Side by side' },
  density: { comfortable: 'Comfortable', compact: 'Compact' },
  locale: { en: 'English', es: 'Español', de: 'Deutsch', ar: 'العربية', pseudo: '⟦Every string marked⟧' },
  direction: { auto: 'As the language', ltr: 'Left to right', rtl: 'Right to left' },
  motion: { system: 'Motion as the system', reduced: 'Reduced motion' },
} as const satisfies Record<string, Readonly<Record<string, string>>>

export type Look = { readonly [Aspect in keyof typeof LOOKS]: keyof (typeof LOOKS)[Aspect] }

/** The words of each language. What is marked has dates that nobody takes for English. */
export const LOCALES = {
  en: { locale: 'en', strings: english },
  es: { locale: 'es', strings: spanish },
  de: { locale: 'de', strings: german },
  ar: { locale: 'ar-EG', strings: arabic },
  pseudo: { locale: 'ar-EG', strings: pseudo },
} as const satisfies Record<Look['locale'], unknown>

/** The look that the toolbar is set to. */
export function lookOf(globals: Readonly<Record<string, unknown>>): Look {
  return {
    theme: chosen(LOOKS.theme, globals.theme, 'system'),
    density: chosen(LOOKS.density, globals.density, 'comfortable'),
    locale: chosen(LOOKS.locale, globals.locale, 'en'),
    direction: chosen(LOOKS.direction, globals.direction, 'auto'),
    motion: chosen(LOOKS.motion, globals.motion, 'system'),
  }
}

function chosen<Name extends string>(choices: Readonly<Record<Name, string>>, value: unknown, fallback: Name): Name {
  const isChoice = (name: unknown): name is Name => typeof name === 'string' && Object.hasOwn(choices, name)
  return isChoice(value) ? value : fallback
}
