import type { Strings } from '../strings.ts'
import { counted, listOf } from './wording.ts'

/** Who somebody is, and what they do. */
export const peopleStrings = {
  roles: { doctor: 'Doctor', patient: 'Patient', staff: 'Care team', admin: 'Administrator' },
  presence: { online: 'Online', away: 'Away', busy: 'Busy', offline: 'Offline' },
  lastSeen: (when) => `Last seen ${when}`,
  members: (count) => counted(count, { one: '# member', other: '# members' }),
  group: 'Group',
  typing: (names) =>
    names.length > 2 ? 'Several people are typing' : `${listOf(names)} ${names.length === 1 ? 'is' : 'are'} typing`,
  typingShort: 'typing…',
  aboutRecipient: 'About the patient',
} satisfies Partial<Strings>
