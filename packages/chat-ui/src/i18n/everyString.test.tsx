import type { User } from '@mediconnect/protocol'
import { composeStories } from '@storybook/react-vite'
import { isValidElement, type ComponentType } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import preview from '../../../../.storybook/preview.tsx'
import { consultation, doctorsRooms, longRoom, wardRound } from '../../fixtures/conversation.ts'
import * as people from '../../fixtures/people.ts'
import { MARKS } from '../../fixtures/pseudoLocale.ts'
import { displayName, initials } from '../users/names.ts'

type Stories = Parameters<typeof composeStories>[0]

const modules = import.meta.glob<Stories>('../{chat,notifications}/**/*.stories.tsx', { eager: true })
const sources = import.meta.glob<string>(['../{chat,notifications}/**/*.stories.tsx', '../../fixtures/*.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const SPOKEN = [
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
  'title',
  'placeholder',
  'alt',
]
const MARKED = new RegExp(`${MARKS[0]}[^${MARKS.join('')}]*${MARKS[1]}`, 'g')
/** Dates and numbers are written in Arabic here, so that what is left in Latin letters is from nobody's map. */
const WORD = /\p{Script=Latin}{2,}/u
/** Lines of a story that look for a text show none. */
const LOOKS_FOR = /expect|(?:get|find|query)(?:All)?By|userEvent/

/** What the stories and their fixtures write themselves. */
const written = Object.values(sources)
  .map((source) =>
    source
      .split('\n')
      .filter((line) => !LOOKS_FOR.test(line))
      .join('\n'),
  )
  .flatMap((source) => [
    ...source.matchAll(/'((?:[^'\\\n]|\\.)*)'|`([^`]*)`|"([^"\n]*)"|>\s*([^<>{}=]+?)\s*[<{]|^\s*(\p{Lu}\w+): /gmu),
  ])
  .flatMap(([, single, template = '', double, text, key]) => [
    single,
    ...template.split(/\$\{[^}]*\}/),
    double,
    text,
    key,
  ])
  .flatMap((text) => (text ? [text.replaceAll('\\n', '\n').replace(/\s+/g, ' ').trim()] : []))
/** What they make: long rooms, names of people. */
const made = [...said(people), ...said([consultation(), wardRound(), longRoom(1_000), doctorsRooms()])]

afterEach(() => {
  document.body.replaceChildren()
})

describe.each(Object.entries(modules))('%s', (_, module) => {
  const stories = composeStories(module, {
    ...preview,
    initialGlobals: { ...preview.initialGlobals, locale: 'pseudo' },
  })

  test.each(Object.entries<unknown>(stories).filter(isStory))(
    '%s shows and says nothing that is not in the map of strings',
    async (_name, Story) => {
      const { container } = await render(<Story />)
      // A container asks its server first. What loads for ever, as some stories do, is looked at as it is.
      await vi.waitFor(() => expect(container.querySelector('.mc-skeleton')).toBeNull(), 1_000).catch(() => undefined)
      expect(unmapped(document.body, said(Story.args))).toEqual([])
    },
  )
})

test('a word written into a part would be found', async () => {
  const { container } = await render(<p aria-label="Hard-coded label">⟦mapped⟧ Hard-coded text</p>)
  expect(unmapped(container, [])).toEqual(['Hard-coded text', 'Hard-coded label'])
})

function unmapped(root: Element, given: readonly string[]): string[] {
  // Initials are made from names.
  const elements = [...root.querySelectorAll('*')].filter(
    (element) => !element.closest('style, script, code, .mc-avatar__face'),
  )
  const seen = elements.flatMap((element) =>
    [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ''),
  )
  const spoken = elements.flatMap((element) => SPOKEN.map((name) => element.getAttribute(name) ?? ''))
  const data = [...written, ...made, ...given].map((text) => text.trim().replace(/\s+/g, ' '))
  // Names are put together from two, long texts from one.
  const isKnown = (text: string): boolean =>
    data.some(
      (known) =>
        known.includes(text) || (known !== '' && text.startsWith(`${known} `) && isKnown(text.slice(known.length + 1))),
    )
  return [...new Set([...seen, ...spoken].map(withoutMarked))].filter((text) => WORD.test(text) && !isKnown(text))
}

/** What is left of a text without what is from the map, and without what joins both. */
function withoutMarked(text: string): string {
  let rest = text
  while (MARKED.test(rest)) rest = rest.replace(MARKED, '')
  return rest.replace(/\s+/g, ' ').replace(/^[\s\p{P}\u2068\u2069]+|[\s\u2068\u2069]+$/gu, '')
}

/** Every string in what a story is given, and what people in it are called. */
function said(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || isValidElement(value)) return []
  const inner = Object.values(value).flatMap(said)
  return isUser(value) ? [...inner, displayName(value), initials(value)] : inner
}

function isStory(entry: [string, unknown]): entry is [string, ComponentType & { readonly args: unknown }] {
  return typeof entry[1] === 'function'
}

function isUser(value: object): value is User {
  return 'username' in value && 'first_name' in value
}
