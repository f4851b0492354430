import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { NotRun, type Scenario } from '../scenario.ts'
import { hold } from '../hold.ts'
import { until } from '../until.ts'
import { verify } from '../verify.ts'
import { gather, openWorld } from '../world.ts'
import { requireRefusals } from './requireRefusals.ts'

const SIZE = '512m'
const FULL_MS = 3_000
const FILL_MS = 10_000

export const fullDisk: Scenario = {
  name: 'full-disk',
  title: 'SQLite on a disk that is full for a while',
  async run(stage) {
    const folder = await stage.folder()
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'mediconnect-faults', disk], { stdio: 'pipe' })
    } catch {
      throw new NotRun('A disk to fill needs a mount, which takes root.')
    }
    stage.defer(keep(disk, folder))
    const world = await openWorld(stage, { database: { kind: 'sqlite', file: join(disk, 'mediconnect.db') }, nodes: 1 })
    const crowd = gather(stage, world)
    await crowd.talk(async () => {
      await crowd.untilDone(0.4)
      await requireRefusals(stage, crowd, async () => {
        await until('the disk is full', () => isResized(disk, usedBytes(disk)), FILL_MS)
        await hold(FULL_MS)
        isResized(disk, SIZE)
      })
    })
    return verify(stage, world, crowd)
  },
}

/** Gives back how to take the disk away again; that happens as well when this process is killed. */
function keep(disk: string, folder: string): () => Promise<void> {
  // Its input ends with us.
  const keeper = spawn('sh', ['-c', 'read -r line; umount -l "$1" && rm -rf "$2"', 'keeper', disk, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const ended = once(keeper, 'exit')
  return async () => {
    keeper.stdin.end()
    await ended
  }
}

/** Takes away all that is free, or gives it back. It fails while more is in use than that. */
function isResized(disk: string, size: string): boolean {
  try {
    execFileSync('mount', ['-o', `remount,size=${size}`, disk], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

function usedBytes(disk: string): string {
  const { blocks, bfree, bsize } = statfsSync(disk)
  return String((blocks - bfree) * bsize)
}
