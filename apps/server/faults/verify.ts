import type { PresenceStatus } from '@mediconnect/protocol'
import type { Crowd } from './crowd.ts'
import { createFaultClient, type FaultClient } from './faultClient.ts'
import { findFaults, type Witness } from './findings.ts'
import { wrongPresence } from './presenceCheck.ts'
import { ABSENT, ROOMS, SEATS, WATCHER } from './seats.ts'
import type { Stage } from './stage.ts'
import type { StoredMessage } from './storedMessages.ts'
import type { Tally } from './tally.ts'
import { until } from './until.ts'
import type { World } from './world.ts'

/** How long after a fault everything may take to reach everybody. */
const ARRIVE_MS = 20_000
const PRESENCE_MS = 20_000
const PRESENCE_POLL = 5

/** After a scenario: what was seen and answered is stored, all have it in one order, and presence is right. */
export async function verify(stage: Stage, world: World, crowd: Crowd): Promise<Tally> {
  stage.watch(() => 'checking')
  const clients = crowd.clients.filter((client) => !client.isGone())
  await attempt(stage, () => untilArrived(world, clients))
  const sums = sum(crowd.clients)
  await checkPresence(stage, world, clients)

  await attempt(stage, crowd.untilOnline)
  const before = sum(clients).reconnects
  for (const client of clients) client.resume()
  await attempt(stage, () =>
    until('all have resumed', () => sum(clients).reconnects >= before + clients.length, ARRIVE_MS),
  )
  await attempt(stage, crowd.untilOnline)
  // Whatever would come twice or out of order after the resume comes before these.
  for (const room of ROOMS) clients.find((client) => client.room === room)?.say('A last word.')
  await attempt(stage, crowd.untilSettled)
  const readers = ROOMS.map((room) =>
    createFaultClient({
      name: `a new reader of ${room}`,
      userId: WATCHER,
      room,
      urls: world.nodes.filter((node) => node.isRunning()).map(({ url }) => url),
      sign: world.sign,
      random: stage.randomFor(room),
    }),
  )
  stage.defer(() => readers.forEach((reader) => reader.leave()))
  const stored = await attempt(stage, () => untilArrived(world, [...clients, ...readers]))

  const witnesses = [...crowd.clients, ...readers].map((client) => asWitness(client, !client.isGone()))
  const findings = findFaults(stored ?? (await world.stored()), witnesses)
  for (const { name, problems } of [...crowd.clients, ...readers]) {
    for (const problem of problems) stage.complain(`${name}: ${problem}`)
  }
  for (const problem of findings.problems) stage.complain(problem)
  for (const reader of readers) reader.leave()
  await checkGoing(stage, world, clients)
  const { lost, doubled, reordered } = findings
  return { messages: (stored ?? []).length, clients: crowd.clients.length, ...sums, lost, doubled, reordered }
}

/** Everybody has the newest message of their room. Gives all there are. */
async function untilArrived(world: World, clients: readonly FaultClient[]): Promise<StoredMessage[]> {
  const stored = await world.stored()
  const newest = new Map(stored.map(({ room_name, seq }) => [room_name, seq]))
  const behind = () => clients.filter((client) => client.log.lastSeq() < (newest.get(client.room) ?? 0))
  const told = () => behind().map((client) => `${client.name} is at ${client.log.lastSeq()}`)
  await until(
    () => `all have everything: ${[...newest].map(([room, seq]) => `${room} ${seq}`).join(', ')}; ${told().join('; ')}`,
    () => behind().length === 0,
    ARRIVE_MS,
  )
  return stored
}

/** Who is connected is online, for all members of a room and on all nodes. */
async function checkPresence(stage: Stage, world: World, clients: readonly FaultClient[]): Promise<void> {
  const here = new Set(clients.map((client) => client.userId))
  const expected = new Map<number, PresenceStatus>([[ABSENT, 'offline']])
  for (const { userId } of SEATS) expected.set(userId, here.has(userId) ? 'online' : 'offline')
  await settlePresence(stage, world, expected, clients)
}

/** When the others have gone the one who stays sees it; when that one has gone too, nobody is there. */
async function checkGoing(stage: Stage, world: World, clients: readonly FaultClient[]): Promise<void> {
  const watchers = ROOMS.flatMap((room) => clients.find((each) => each.room === room && each.userId === WATCHER) ?? [])
  const expected = new Map<number, PresenceStatus>([...SEATS].map(({ userId }) => [userId, 'offline']))
  for (const client of clients) if (!watchers.includes(client)) client.leave()
  await settlePresence(stage, world, new Map([...expected, [WATCHER, 'online']]), watchers)
  for (const watcher of watchers) watcher.leave()
  await settlePresence(stage, world, expected, [])
}

async function settlePresence(
  stage: Stage,
  world: World,
  expected: ReadonlyMap<number, PresenceStatus>,
  clients: readonly FaultClient[],
): Promise<void> {
  const wrongViews = () =>
    clients.flatMap(({ name, room, presence }) =>
      SEATS.filter((seat) => seat.room === room).flatMap(({ userId }) => {
        const [told, right] = [presence.get(userId), expected.get(userId)]
        return told === right ? [] : `${name} was told that ${userId} is ${told}, not ${right}`
      }),
    )
  let wrong: string[] = []
  let polls = 0
  await attempt(stage, () =>
    until(
      () => `presence is right: ${wrong.slice(0, 10).join('; ')}`,
      async () => {
        wrong = wrongViews()
        // What is asked over HTTP is limited.
        if (wrong.length === 0 && polls++ % PRESENCE_POLL === 0) wrong = await wrongPresence(world, expected)
        else if (wrong.length === 0) wrong = ['not asked yet']
        return wrong.length === 0
      },
      PRESENCE_MS,
    ),
  )
}

/** A check that gives up is a problem, and the others go on. */
async function attempt<Result>(stage: Stage, step: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await step()
  } catch (error) {
    stage.complain(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

function asWitness(client: FaultClient, isComplete: boolean): Witness {
  const { name, userId, room, log } = client
  return { name, userId, room, seen: log.seen, own: [...log.own.values()], doubled: log.doubled(), isComplete }
}

function sum(clients: readonly FaultClient[]): Pick<Tally, 'reconnects' | 'resends' | 'ws003' | 'ws009'> {
  const total = { reconnects: 0, resends: 0, ws003: 0, ws009: 0 }
  for (const { counts } of clients) {
    total.reconnects += counts.reconnects
    total.resends += counts.resends
    total.ws003 += counts.ws003
    total.ws009 += counts.ws009
  }
  return total
}
