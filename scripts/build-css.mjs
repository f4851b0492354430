// Bundles a style sheet and all it imports: node scripts/build-css.mjs <from> <to>
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { bundle } from 'lightningcss'

const [from, to] = process.argv.slice(2)
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

const { code, warnings } = bundle({ filename: from, minify: true, targets })
for (const warning of warnings) console.warn(`${warning.loc.filename}:${warning.loc.line} ${warning.message}`)
if (warnings.length > 0) process.exit(1)
mkdirSync(dirname(to), { recursive: true })
writeFileSync(to, code)
