// Compiles every sample in TypeScript or JavaScript of the repository's documents. What is wrong is told with the
// document's own line.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { REPO_PAGES, ROOT } from '../pages.ts'

const FOLDER = path.join(ROOT, 'apps/docs/.samples')
const FENCE = /^```(tsx?|jsx?)\n(.*?)^```$/gms
const TSCONFIG = {
  extends: '../../../tsconfig.json',
  compilerOptions: {
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    types: ['node', 'vite/client'],
    moduleDetection: 'force',
    // What an app of the reader's may be: not as strict as ours.
    noImplicitAny: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    allowJs: true,
    checkJs: false,
  },
  include: ['*', '../check/given.d.ts', '../../../packages/chat-ui/src/theme/css.d.ts'],
}

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
writeFileSync(path.join(FOLDER, 'tsconfig.json'), JSON.stringify(TSCONFIG))
let count = 0
for (const { file } of REPO_PAGES) {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  for (const { index, 1: language = '', 2: code = '' } of text.matchAll(FENCE)) {
    count += 1
    const line = text.slice(0, index).split('\n').length
    // As far down as in the document.
    writeFileSync(path.join(FOLDER, `${file.replaceAll('/', '.')}-${line}.${language}`), '\n'.repeat(line) + code)
  }
}
const { status } = spawnSync('tsc', ['-p', FOLDER], { stdio: 'inherit', cwd: ROOT })
if (status !== 0) {
  process.stderr.write('A sample does not compile; its file above is named after its document, and has its lines.\n')
  process.exit(1)
}
process.stdout.write(`  ${count} samples compile\n`)
