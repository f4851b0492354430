// Bundles a style sheet and all it imports, or all but a folder: node scripts/build-css.mjs <from> <to> [<without>]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { bundleAsync } from 'lightningcss'

const [from, to, without] = process.argv.slice(2)
if (!from || !to) {
  console.error('Say what to bundle and where to: node scripts/build-css.mjs src/styles.css dist/styles.css')
  process.exit(1)
}

// The first versions that know light-dark() themselves: written out for older ones, themes could not be nested.
const version = (major, minor = 0) => (major << 16) | (minor << 8)
const targets = {
  chrome: version(123),
  edge: version(123),
  firefox: version(120),
  safari: version(17, 5),
  ios_saf: version(17, 5),
}

/** What is imported from the folder to leave out is not. */
function read(file) {
  const text = readFileSync(file, 'utf8')
  return without && resolve(file) === resolve(from)
    ? text.replaceAll(new RegExp(`@import '${without}/.*\n`, 'g'), '')
    : text
}

const { code, warnings } = await bundleAsync({ filename: from, minify: true, targets, resolver: { read } })
for (const warning of warnings) console.warn(`${warning.loc.filename}:${warning.loc.line} ${warning.message}`)
if (warnings.length > 0) process.exit(1)
mkdirSync(dirname(to), { recursive: true })
writeFileSync(to, code)
