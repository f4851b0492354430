import { direction } from './direction.ts'
import { once } from './once.ts'

/** Letters of Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/
/** What stands between them has its own direction (Unicode's FSI and PDI): <bdi> for text without elements. */
const ISOLATE = ['\u2068', '\u2069'] as const

/** What the strings of a language are made with. */
export interface Wording<Form extends Intl.LDMLPluralRule> {
  /** "1,234" */
  number(value: number): string
  /** The form for this many; "#" stands for the number. */
  count(value: number, forms: Readonly<Record<Form | 'other', string>>): string
  /** "Ana, Jane and Minh" */
  list(names: readonly string[]): string
  /** Somebody's name, or a file's, whatever direction it is written in: nothing around it changes place. */
  name(text: string): string
}

/** Numbers, plurals, lists and names as a language writes them. Its plural forms, by Intl's names, are all asked for. */
export function createWording<Form extends Intl.LDMLPluralRule>(tag: string): Wording<Form> {
  const isRightToLeft = direction(tag) === 'rtl'
  const numbers = once(() => new Intl.NumberFormat(tag))
  const plurals = once(() => new Intl.PluralRules(tag))
  const lists = once(() => new Intl.ListFormat(tag))

  function name(text: string) {
    return isRightToLeft || RIGHT_TO_LEFT.test(text) ? ISOLATE.join(text) : text
  }

  return {
    number: (value) => numbers().format(value),
    count(value, forms) {
      const byRule: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = forms
      return (byRule[plurals().select(value)] ?? forms.other).replace('#', numbers().format(value))
    },
    list: (names) => lists().format(names.map(name)),
    name,
  }
}
