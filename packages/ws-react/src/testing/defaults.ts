import type { User } from '@mediconnect/protocol'
import type { MemoryRoomOptions } from './memoryRooms.ts'

/** Who is there when nobody is named: a doctor and a patient, 123 and 456. */
export const DEFAULT_USERS: readonly User[] = [
  { id: 123, username: 'dr_smith', first_name: 'John', last_name: 'Smith', role: 'doctor' },
  { id: 456, username: 'patient_doe', first_name: 'Jane', last_name: 'Doe', role: 'patient' },
]

/** Their room. */
export const DEFAULT_ROOMS: readonly MemoryRoomOptions[] = [{ name: '123_456', members: [123, 456] }]
