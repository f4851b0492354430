import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Builds, unless what was built last is made of the same sources.
 * @param {{ sources: string[], built: string, name: string, build(): Promise<void> }} what
 * @returns {Promise<boolean>} whether it had to
 */
export async function builtOnce({ sources, built, name, build }) {
  const stamp = `node_modules/.cache/mediconnect-${name}`
  const wanted = fingerprint(sources)
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  await build()
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

/** @param {string[]} sources */
function fingerprint(sources) {
  const hash = createHash('sha256')
  for (const file of globSync(sources).sort()) {
    if (!statSync(file).isFile()) continue
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}
