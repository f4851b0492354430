import type { GenericSchema } from 'valibot'
import * as chat from '../src/chat.ts'
import * as common from '../src/common.ts'
import type { FrameTable } from '../src/frame.ts'
import * as http from '../src/http.ts'
import * as models from '../src/models.ts'
import * as notifications from '../src/notifications.ts'
import * as readers from '../src/reader.ts'
import { readerWriter, type NamedSchema } from './readerCode.ts'
import { dataOf, namedSchemas } from './schemas.ts'

const MADE = '// Made from the schemas by `npm run generate`: change those, never this.'

const FILES = { chat, common, http, models, notifications }

/** The tables and bodies that a client reads. What it only sends needs no reader. */
const TABLES: Readonly<Record<string, { source: string; file: string; frames: FrameTable }>> = {
  chatFrames: { source: 'chatServerFrames', file: 'chat', frames: chat.chatServerFrames },
  notificationFrames: {
    source: 'notificationServerFrames',
    file: 'notifications',
    frames: notifications.notificationServerFrames,
  },
}
const BODIES: readonly GenericSchema[] = [
  http.CreatedNotificationSchema,
  http.HttpErrorSchema,
  http.MessagePageSchema,
  http.NotificationPageSchema,
  http.RoomListSchema,
  http.UploadSchema,
]

/**
 * The files of readers, made from the schemas. The tables of frames have files of their own: a client loads them with its
 * connection, after what it shows first.
 */
export function readerFiles(): Readonly<Record<string, string>> {
  const writer = readerWriter(Object.entries(FILES).flatMap(([file, members]) => namedSchemas(file, members)))
  const bodies = BODIES.map((schema) => writer.code(schema))
  const tables = Object.entries(TABLES).map(([name, { source, frames }]) => {
    const rows = Object.entries(frames).map(([type, frame]) => `${type}: ${writer.code(dataOf(frame))}`)
    return {
      name,
      code: `/** Readers of what \`${source}\` describe, by type. */\nexport const ${name}: FrameReaders<FrameOf<typeof ${source}>> = { ${rows.join(', ')} }`,
    }
  })
  const inTables = [...writer.declarations.keys()].filter((reader) => tables.some(({ code }) => uses(code, reader)))
  const declarations = [...writer.declarations].map(([reader, code]) =>
    [...bodies, ...inTables].includes(reader)
      ? `/** Reads what \`${schemaNameOf(reader)}\` describes. */\nexport ${code}`
      : code,
  )
  return {
    'readers.gen.ts': readersFile(declarations.join('\n\n'), writer.used),
    ...Object.fromEntries(tables.map(({ name, code }) => [`${name}.gen.ts`, tableFile(name, code, inTables)])),
  }
}

function readersFile(body: string, named: ReadonlySet<NamedSchema>): string {
  const types = new Map<string, Set<string>>()
  for (const { name, file } of named) types.set(file, (types.get(file) ?? new Set()).add(name))
  return [
    MADE,
    "import type { InferOutput } from 'valibot'",
    ...[...types].map(([file, names]) => `import type { ${[...names].sort().join(', ')} } from './${file}.ts'`),
    ...['pageOf', 'present'].map((name) => `import { ${name} } from './${name}.ts'`),
    `import { ${readersIn(body).join(', ')}, type Reader } from './reader.ts'`,
    '',
    body,
    '',
  ].join('\n')
}

/** `messagePage` reads `MessagePageSchema`. */
function schemaNameOf(reader: string): string {
  return `${reader.charAt(0).toUpperCase()}${reader.slice(1)}Schema`
}

function tableFile(name: string, code: string, readers: readonly string[]): string {
  const table = TABLES[name]
  return [
    MADE,
    `import type { ${table?.source} } from './${table?.file}.ts'`,
    "import type { FrameOf } from './frame.ts'",
    "import type { FrameReaders } from './readFrame.ts'",
    `import { ${readersIn(code).join(', ')} } from './reader.ts'`,
    `import { ${readers.filter((reader) => uses(code, reader)).join(', ')} } from './readers.gen.ts'`,
    '',
    code,
    '',
  ].join('\n')
}

function readersIn(code: string): string[] {
  return Object.keys(readers)
    .filter((reader) => uses(code, reader))
    .sort()
}

function uses(code: string, reader: string): boolean {
  return new RegExp(`[ (]${reader}[(,) ]`).test(code)
}
