import { sql } from 'kysely'
import type { MigrationDialect } from './migrations/001-initial.ts'
import { commitMarks } from './migrations/003-commit-marks.ts'
import { roomToUpdate } from './migrations/003-room-to-update.ts'
import { uploadContents } from './migrations/003-upload-contents.ts'
import { clientIdOrder } from './migrations/006-client-id-order.ts'

/** How the tables are made on Postgres, and what it has besides. */
export const postgresMigrations: MigrationDialect = {
  idType: 'bigserial',
  asId: (column) => column.primaryKey(),
  // Texts are compared by their bytes, as the embedded database does: faster, and the same on every machine.
  text: sql`text collate "C"`,
  own: {
    '003-commit-marks': { up: commitMarks },
    '003-room-to-update': { up: roomToUpdate },
    '003-upload-contents': { up: uploadContents },
    '006-client-id-order': { up: clientIdOrder },
  },
}
