import type { User } from '@mediconnect/protocol'

/** A user the server's demo data has (`SEED=demo`). */
export interface DemoUser extends User {
  readonly role: NonNullable<User['role']>
  /** What there is to see as this user. */
  readonly hint: string
}

export const DEMO_PASSWORD = 'demo'

export const DR_SMITH: DemoUser = {
  id: 123,
  username: 'dr_smith',
  first_name: 'John',
  last_name: 'Smith',
  role: 'doctor',
  hint: 'Treats Jane Doe; in Clinic 1 and Department 7',
}

export const PATIENT_DOE: DemoUser = {
  id: 456,
  username: 'patient_doe',
  first_name: 'Jane',
  last_name: 'Doe',
  role: 'patient',
  hint: 'Can write to Dr. Smith',
}

export const DEMO_USERS: readonly DemoUser[] = [
  DR_SMITH,
  PATIENT_DOE,
  {
    id: 200,
    username: 'nurse_lee',
    first_name: 'Kim',
    last_name: 'Lee',
    role: 'staff',
    hint: 'In Clinic 1 and Department 7',
  },
  {
    id: 124,
    username: 'dr_jones',
    first_name: 'Mary',
    last_name: 'Jones',
    role: 'doctor',
    hint: 'No longer treats Jane Doe; in Clinic 1',
  },
  {
    id: 457,
    username: 'patient_roe',
    first_name: 'Richard',
    last_name: 'Roe',
    role: 'patient',
    hint: 'Has no doctor yet',
  },
  {
    id: 1,
    username: 'admin',
    first_name: 'Alex',
    last_name: 'Admin',
    role: 'admin',
    hint: 'Sends notifications, may open any room',
  },
]
