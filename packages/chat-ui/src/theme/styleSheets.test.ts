import { expect, test } from 'vitest'
import { derivedTokens, publicTokens } from '../../fixtures/tokens.ts'
import styles from '../styles.css?raw'

const sheets = import.meta.glob<string>(['../**/*.css', '!../styles.css', '!../**/*.stories.css'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const code = import.meta.glob<string>(['../**/*.tsx', '!../**/*.{test,stories}.tsx'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Properties that know a left and a right. */
const PHYSICAL =
  /^(?:(?:(?:scroll-)?(?:margin|padding)|border)-(?:left|right)\b.*|border-(?:top|bottom)-(?:left|right)-radius|left|right)$/
const SIDES = /(?<![\w-])(?:left|right)(?![\w-])/
/** A side is allowed where the same sheet names the other one for the other direction. */
const TURNED = ':dir(rtl)'

interface Declaration {
  readonly sheet: string
  readonly selector: string
  readonly property: string
  readonly value: string
}

const declarations = Object.entries(sheets).flatMap(([sheet, css]) =>
  [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{([^{}]*)\}/g)].flatMap(([, selector = '', body = '']) =>
    [...body.matchAll(/([\w-]+)\s*:\s*([^;]+);/g)].map(([, property = '', value = '']): Declaration => ({
      sheet,
      selector: selector.trim(),
      property,
      value: value.replace(/\s+/g, ' ').trim(),
    })),
  ),
)

test('there is something to check', () => {
  expect(Object.keys(sheets).length).toBeGreaterThan(15)
  expect(declarations.length).toBeGreaterThan(700)
})

test('no style sheet knows left from right, except where it says so for both directions', () => {
  const physical = declarations.filter(
    ({ sheet, property, value }) =>
      PHYSICAL.test(property) || lopsided(property, value) || (SIDES.test(value) && !sheets[sheet]?.includes(TURNED)),
  )
  expect(physical.map(say)).toEqual([])
})

test('no part sets a left or a right by an inline style', () => {
  const physical = Object.entries(code).flatMap(([file, text]) =>
    [...text.matchAll(/\b(?:(?:margin|padding|border)(?:Left|Right)|(?:left|right):\s*[`'\d{])/g)].map(
      ([found]) => `${file}: ${found}`,
    ),
  )
  expect(physical).toEqual([])
})

test('every token that is used is defined, by the theme or by a part', () => {
  const set = new Set(
    [...publicTokens, ...derivedTokens, ...declarations.map(({ property }) => ({ name: property }))].map(
      ({ name }) => name,
    ),
  )
  const given = Object.values(code).join('\n')
  const unknown = declarations.flatMap(({ sheet, value }) =>
    [...value.matchAll(/var\((--mc-[\w-]+)(,)?/g)]
      .filter(([, name = '', fallback]) => !fallback && !set.has(name) && !given.includes(name))
      .map(([, name]) => `${sheet}: ${name}`),
  )
  expect(unknown).toEqual([])
})

test('colours are named once, in the tokens', () => {
  const own = declarations.filter(
    ({ sheet, value }) => !sheet.startsWith('./') && /#[\da-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(value),
  )
  // A picture is looked at in the dark, whatever the theme.
  expect(own.filter(({ selector }) => !selector.includes('lightbox')).map(say)).toEqual([])
})

test('every style sheet is in styles.css, inside the cascade layer', () => {
  const imported = [...styles.matchAll(/@import '(.+?)' layer\(mediconnect\);/g)].map(([, path]) => path)
  const known = Object.keys(sheets).map((path) => path.replace(/^\.\//, './theme/').replace(/^\.\.\//, './'))
  expect(imported.toSorted()).toEqual(known.toSorted())
})

/** `margin: 1px 2px 3px 4px` means right and left, in that order, in every direction of writing. */
function lopsided(property: string, value: string): boolean {
  if (!/^(?:margin|padding|inset|border-(?:width|style|color|radius))$/.test(property)) return false
  let plain = value
  while (plain.includes('('))
    plain = plain.replace(/(\w*)\(([^()]*)\)/g, (_, name, inner) => `${name}_${inner}`.replace(/[^\w-]/g, ''))
  const [first, second = first, third = first, fourth = second] = plain.split(' ')
  return property === 'border-radius' ? !(first === second && third === fourth) : fourth !== second
}

function say({ sheet, property, value }: Declaration): string {
  return `${sheet}: ${property}: ${value}`
}
