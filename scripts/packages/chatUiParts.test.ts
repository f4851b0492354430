import { build, type Plugin } from 'esbuild'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = 'packages/chat-ui'
const INDEX = readFileSync(`${FOLDER}/src/index.ts`, 'utf8')
/** What the index gives at run time, by name, with the file it is from. */
const EXPORTS = [...INDEX.matchAll(/export \{([^}]+)\} from '(.+?)'/g)].flatMap(([, names = '', file = '']) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && !name.startsWith('type '))
    .map((name) => [name, file] as const),
)

const PARTS = ['Avatar', 'PresenceBadge', 'NotificationBadge', 'BellIcon']
const ALL = "export * from './index.ts'"

/** What a page may import. All are built in one go: what they share is read once. */
const PAGES = [
  ALL,
  ...EXPORTS.flatMap(([name, file]) => [`export { ${name} } from './index.ts'`, `export { ${name} } from '${file}'`]),
]
const pages: Plugin = {
  name: 'pages',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^page:/ }, ({ path }) => ({ path, namespace: 'page' }))
    onLoad({ filter: /.*/, namespace: 'page' }, ({ path }) => ({
      contents: PAGES[Number(path.slice('page:'.length))],
      resolveDir: `${FOLDER}/src`,
      loader: 'ts',
    }))
  },
}
const built = build({
  entryPoints: PAGES.map((_, index) => ({ in: `page:${index}`, out: String(index) })),
  plugins: [pages],
  bundle: true,
  minify: true,
  format: 'esm',
  jsx: 'automatic',
  conditions: ['source'],
  external: ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query'],
  write: false,
  outdir: 'out',
  metafile: true,
  logLevel: 'error',
})

/** The files of which anything ends up in a page that imports this. */
async function shipped(code: string): Promise<readonly string[]> {
  const { metafile } = await built
  const { inputs } = metafile.outputs[`out/${PAGES.indexOf(code)}.js`] ?? {}
  if (!inputs) throw new Error(`Nothing was built of: ${code}`)
  return (
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file)
      // The index itself is a name or two, and not even that where what comes later has files of its own.
      .filter((file) => !file.startsWith('page:') && file !== `${FOLDER}/src/index.ts`)
      .toSorted()
  )
}

test('there is something to measure', () => {
  expect(EXPORTS.length).toBeGreaterThan(20)
})

test.each(EXPORTS)('%s ships the same from the index as by itself', async (name, file) => {
  const [fromIndex, byItself] = await Promise.all([
    shipped(`export { ${name} } from './index.ts'`),
    shipped(`export { ${name} } from '${file}'`),
  ])
  expect(fromIndex).toEqual(byItself)
})

test.each(PARTS)('%s brings no other part, no list and no data layer', async (name) => {
  const files = await shipped(`export { ${name} } from './index.ts'`)
  const foreign = /MessageList|MessageInput|MessageBubble|ChatWindow|NotificationList|\/virtua\/|packages\/ws-react/
  expect(files.filter((file) => foreign.test(file))).toEqual([])
})

test('who speaks English only carries no other language', async () => {
  const files = await shipped(ALL)
  expect(files.some((file) => file.includes('i18n/english'))).toBe(true)
  expect(files.filter((file) => file.includes('i18n/locales'))).toEqual([])
})
