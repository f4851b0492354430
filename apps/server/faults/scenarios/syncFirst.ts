import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import * as v from 'valibot'
import { postgresOptions } from '../../src/store/postgresOptions.ts'
import { createCrowd } from '../crowd.ts'
import { NotRun, type Scenario } from '../scenario.ts'
import { SEATS } from '../seats.ts'
import type { Stage } from '../stage.ts'
import { findSync } from '../systemCalls.ts'
import { verify } from '../verify.ts'
import { openWorld, watch } from '../world.ts'

/** Longer than a page of the database with its text in it. */
const SHOWN_BYTES = 20_000
const CALLS = 'read,readv,recvfrom,fdatasync,fsync,pwrite64,pwritev,write,writev,sendto,sendmsg'
const MESSAGES = 10

export const syncFirst: Scenario = {
  name: 'sync-first',
  title: 'the disk is synced before the echo is sent',
  async run(stage) {
    await checkPostgres(stage)
    try {
      execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'pipe' })
    } catch {
      throw new NotRun('strace is not installed, or may not look at processes here.')
    }
    const folder = await stage.folder()
    const trace = join(folder, 'trace')
    const world = await openWorld(stage, {
      database: { kind: 'sqlite', file: join(folder, 'mediconnect.db') },
      nodes: 1,
      under: ['strace', '-f', '-y', '-e', `trace=${CALLS}`, '-s', String(SHOWN_BYTES), '-o', trace],
    })
    const crowd = createCrowd({
      seats: SEATS,
      urlsOf: () => [world.nodes[0].url],
      sign: world.sign,
      randomFor: stage.randomFor,
      messages: MESSAGES,
    })
    watch(stage, crowd)
    await crowd.untilOnline()
    const texts = Array.from({ length: MESSAGES }, (_, index) => `look for this text, number ${index}.`)
    for (const [index, text] of texts.entries()) {
      crowd.clients[index % crowd.clients.length]?.say(text)
      await crowd.untilSettled()
    }
    const tally = await verify(stage, world, crowd)
    await world.nodes[0].stop()
    const lines = readFileSync(trace, 'utf8').split('\n')
    const problems = texts.flatMap((text) => findSync(lines, text) ?? [])
    for (const problem of problems) stage.complain(problem)
    if (problems.length === 0)
      stage.note(`${MESSAGES} messages, each written to the log, synced, and only then echoed.`)
    return tally
  },
}

/** A commit on the server's own kind of connection waits for the disk. */
async function checkPostgres(stage: Stage): Promise<void> {
  const client = new Client(postgresOptions(await stage.createDatabase()).write)
  await client.connect()
  try {
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const { rows } = await client.query(`select current_setting('${setting}') as value`)
      const [row] = v.parse(v.array(v.object({ value: v.string() })), rows)
      if (row?.value !== 'on') stage.complain(`Postgres: ${setting} is ${row?.value}, not on.`)
    }
  } finally {
    await client.end()
  }
}
