// Checks the documentation: every sample compiles, every export says what it is, no link is dead, and the site can be read
// and searched on a phone and a desktop without anything from outside.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildDocs } from './docs/buildDocs.mjs'
import { tryInBrowser } from './docs/tryInBrowser.mjs'

const samples = spawn(process.execPath, ['apps/docs/check/samples.ts'], { stdio: 'inherit' })
const compiled = once(samples, 'exit').then(([code]) => code === 0)
try {
  await buildDocs()
  console.log('  built: every export is documented, no link is dead')
  const faults = await tryInBrowser()
  for (const fault of faults) console.error(`  ${fault}`)
  if (faults.length === 0) console.log('  reads and searches well, and loads nothing from outside')
  else process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
if (!(await compiled)) process.exitCode = 1
