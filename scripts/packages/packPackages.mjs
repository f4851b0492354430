// Packs as a release does: with the exports of `publishConfig`, and versions instead of `workspace:`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PNPM } from '../pnpm.mjs'

/** The tarballs of `packages` by file name. @param {string[]} packages @returns {Record<string, Buffer>} */
export function packPackages(packages) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mediconnect-packages-'))
  try {
    const filters = packages.map((name) => `--filter=./${name}`)
    const args = ['-y', PNPM, '-r', ...filters, 'pack', '--pack-destination', folder]
    const result = spawnSync('npx', args, { encoding: 'utf8', shell: process.platform === 'win32' })
    if (result.status !== 0) throw new Error(`Packing failed.\n${result.stdout}\n${result.stderr}`)
    return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
