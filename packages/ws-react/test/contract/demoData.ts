import { UserSchema, type Role, type User } from '@mediconnect/protocol'
import * as v from 'valibot'
import type { MemoryRoomOptions } from '../../src/testing/index.ts'

const person = (id: number, username: string, first_name: string, last_name: string, role: Role): User =>
  v.parse(UserSchema, { id, username, first_name, last_name, role })

/** The contract's demo data, as the real server has it too. */
export const DEMO_USERS = [
  person(1, 'admin', 'Alex', 'Admin', 'admin'),
  person(123, 'dr_smith', 'John', 'Smith', 'doctor'),
  person(124, 'dr_jones', 'Mary', 'Jones', 'doctor'),
  person(200, 'nurse_lee', 'Kim', 'Lee', 'staff'),
  person(456, 'patient_doe', 'Jane', 'Doe', 'patient'),
  person(457, 'patient_roe', 'Richard', 'Roe', 'patient'),
]

export const DEMO_ROOMS: readonly MemoryRoomOptions[] = [
  { name: 'clinic_1', title: 'Clinic 1', members: [123, 124, 200] },
  { name: 'department_7', title: 'Department 7', members: [123, 200] },
  { name: '123_456', members: [123, 456] },
  { name: '123_200', members: [123, 200] },
]
