import { execFileSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program the tests and the cluster run, and how to come by it. */
export interface Program {
  readonly command: string
  /** The oldest major version that will do. */
  readonly oldest: number
  /** Folders to look in besides the PATH; may hold `*`. */
  readonly places: readonly string[]
  readonly debianPackage: string
  readonly homebrewFormula: string
}

export const POSTGRES: Program = {
  command: 'postgres',
  oldest: 15,
  places: [
    '/usr/lib/postgresql/*/bin',
    '/usr/pgsql-*/bin',
    '/opt/homebrew/opt/postgresql@*/bin',
    '/usr/local/opt/postgresql@*/bin',
  ],
  debianPackage: 'postgresql',
  homebrewFormula: 'postgresql@17',
}

export const REDIS: Program = {
  command: 'redis-server',
  oldest: 6,
  places: ['/opt/homebrew/bin', '/usr/local/bin'],
  debianPackage: 'redis-server',
  homebrewFormula: 'redis',
}

/** The program's path, or `undefined` when there is none that is new enough. */
export function findProgram({ command, oldest, places }: Program): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...globSync([...places])]
  return folders.map((folder) => join(folder, command)).find((file) => isExecutable(file) && majorOf(file) >= oldest)
}

/** The same for who cannot go on without it. */
export function requireProgram(program: Program): string {
  const found = findProgram(program)
  if (found === undefined) throw new Error(howToInstall(program))
  return found
}

export function howToInstall({ command, oldest, debianPackage, homebrewFormula }: Program): string {
  return (
    `${command} ${oldest} or newer was not found. Install it and run this again: ` +
    `apt-get install ${debianPackage} (Debian, Ubuntu) or brew install ${homebrewFormula} (macOS).`
  )
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** `postgres (PostgreSQL) 15.14`, `Redis server v=7.0.15 …` */
function majorOf(file: string): number {
  return Number(/(?:v=|\) )(\d+)/.exec(execFileSync(file, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0)
}
