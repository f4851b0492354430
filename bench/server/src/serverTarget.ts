import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ServerTarget } from './contestants/serverCommand.ts'

const SERVER = fileURLToPath(new URL('../../../apps/server', import.meta.url))

/** Reads `--target` and `--server`. */
export function readServerTarget(form = 'source', folder = SERVER): ServerTarget {
  if (form !== 'source' && form !== 'dist') throw new RangeError(`--target knows source and dist, not "${form}".`)
  return { form, folder: resolve(folder) }
}
