import type { Seat } from '../contestants/seat.ts'
import type { Client } from '../generator/client.ts'
import { parseMarker } from '../generator/dialect.ts'
import { createSeqCheck } from '../generator/seqCheck.ts'
import { percentile } from '../statistics.ts'
import { startMeter } from './meter.ts'
import type { Bench, Measurement } from './scenario.ts'
import { until, untilWorked } from './wait.ts'

/** Messages a writer may have on their way: queues stay bounded, and the server always has something to do. */
const WINDOW = 10
const WARM_UP_MS = 1_500
const MEASURE_MS = 3_000
const SETTLE_DEADLINE_MS = 20_000
/** Send times kept for each writer; more than a window. */
const REMEMBERED = 1_024

interface Load {
  readonly rooms: readonly (readonly Seat[])[]
  /** The first ones of each room. */
  readonly writersPerRoom: number
}

interface Member {
  readonly seat: Seat
  readonly isWriter: boolean
  readonly sentAt: Float64Array
  sent: number
  received: number
}

/** As much as the server takes: a writer sends when as many messages came back to it as the room's writers have sent. */
export async function saturate(
  { server, generator }: Bench,
  { rooms, writersPerRoom }: Load,
): Promise<Measurement & { perCpu: number }> {
  const members = rooms.flatMap((room) => room.map((seat, index) => createMember(seat, index < writersPerRoom)))
  const writers = new Map(members.filter(({ isWriter }) => isWriter).map((member) => [member.seat.userId, member]))
  const clients = new Map<Member, Client>()
  const faults: string[] = []
  const latencies: number[] = []
  let deliveries = 0
  let isMeasuring = false
  let isStopping = false

  function refill(member: Member): void {
    const due = WINDOW + Math.floor(member.received / writersPerRoom) - member.sent
    if (due <= 0 || isStopping) return
    const now = performance.now()
    for (let number = member.sent; number < member.sent + due; number++) member.sentAt[number % REMEMBERED] = now
    clients.get(member)?.send(member.sent, due)
    member.sent += due
  }

  /** One member of one room is read whole: for latency and order. */
  function createSample() {
    const checkSeq = createSeqCheck((reason) => faults.push(reason))
    return (text: string) => {
      checkSeq(text)
      const marker = isMeasuring ? parseMarker(text) : undefined
      const sentAt = marker && writers.get(marker.userId)?.sentAt[marker.number % REMEMBERED]
      if (sentAt !== undefined) latencies.push(performance.now() - sentAt)
    }
  }

  const opened = await generator.seatAll(
    members.map(({ seat }) => seat),
    (_, index) => {
      const member = members[index]
      return {
        onText: index === 1 ? createSample() : undefined,
        onDeliveries(count) {
          deliveries += count
          if (!member) return
          member.received += count
          if (member.isWriter) refill(member)
        },
      }
    },
  )
  opened.forEach((client, index) => {
    const member = members[index]
    if (member) clients.set(member, client)
  })
  for (const member of writers.values()) refill(member)
  await untilWorked(server, WARM_UP_MS)

  const before = deliveries
  const read = startMeter(server)
  isMeasuring = true
  await untilWorked(server, MEASURE_MS)
  const { seconds, cpuSeconds, ...shares } = read()
  const measured = deliveries - before
  isMeasuring = false
  isStopping = true

  const messages = members.reduce((sum, { sent }) => sum + sent, 0)
  const expected = rooms.reduce((sum, room) => sum + room.length * sentIn(room), 0)
  const isComplete = await until(() => deliveries >= expected, SETTLE_DEADLINE_MS)
  if (!isComplete || deliveries !== expected) faults.push(`${deliveries} deliveries, expected ${expected}`)

  function sentIn(room: readonly Seat[]): number {
    return room.reduce((sum, { userId }) => sum + (writers.get(userId)?.sent ?? 0), 0)
  }

  return {
    value: measured / seconds,
    perCpu: measured / cpuSeconds,
    ...shares,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    messages,
    faults,
  }
}

function createMember(seat: Seat, isWriter: boolean): Member {
  return { seat, isWriter, sentAt: new Float64Array(isWriter ? REMEMBERED : 0), sent: 0, received: 0 }
}
