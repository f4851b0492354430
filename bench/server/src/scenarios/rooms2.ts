import { saturate } from './saturate.ts'
import type { Scenario } from './scenario.ts'

const ROOMS = 50
const MEMBERS = 2

/** Doctors and patients: many small rooms, everybody writes. */
export const rooms2: Scenario = {
  name: 'rooms2',
  title: `${ROOMS} rooms of two, both write`,
  unit: 'messages/s',
  cpuUnit: 'messages/CPU s',
  decimals: 0,
  contestants: ['ours', 'relay', 'relay-commit', 'socketio', 'socketio-sqlite'],
  async run(bench) {
    const seats = bench.world.pairs(ROOMS * MEMBERS)
    const rooms = Array.from({ length: ROOMS }, (_, index) => seats.slice(index * MEMBERS, (index + 1) * MEMBERS))
    const result = await saturate(bench, { rooms, writersPerRoom: MEMBERS })
    return { ...result, value: result.value / MEMBERS, perCpu: result.perCpu / MEMBERS }
  },
}
