import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const FILE = 'demo-jwt-secret'
const SECRET_BYTES = 48

/** The demo's key, made once and kept beside the database, so that tokens outlive a restart. */
export async function demoSecret(dataFolder: string): Promise<{ secret: string; file: string; isNew: boolean }> {
  const file = join(dataFolder, FILE)
  await mkdir(dataFolder, { recursive: true })
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  try {
    await writeFile(file, secret, { mode: 0o600, flag: 'wx' })
    return { secret, file, isNew: true }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    return { secret: (await readFile(file, 'utf8')).trim(), file, isNew: false }
  }
}
