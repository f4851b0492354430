import { saturate } from './saturate.ts'
import type { Scenario } from './scenario.ts'

const WRITERS = 20

/** A ward's room: few write, everybody reads. */
export const room200: Scenario = {
  name: 'room200',
  title: `One room of 200, ${WRITERS} write`,
  unit: 'deliveries/s',
  cpuUnit: 'deliveries/CPU s',
  decimals: 0,
  contestants: ['ours', 'relay', 'relay-commit', 'socketio', 'socketio-sqlite'],
  run: (bench) => saturate(bench, { rooms: [bench.world.group()], writersPerRoom: WRITERS }),
}
