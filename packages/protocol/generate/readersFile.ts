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

/** `src/readers.gen.ts`, made from the schemas. */
export function readersFile(): string {
  const writer = readerWriter(Object.entries(FILES).flatMap(([file, members]) => namedSchemas(file, members)))
  const tables = Object.entries(TABLES).map(([name, { source, frames }]) => {
    const rows = Object.entries(frames).map(([type, frame]) => `${type}: ${writer.code(dataOf(frame))}`)
    return `/** Readers of what \`${source}\` describe, by type. */\nexport const ${name}: FrameReaders<FrameOf<typeof ${source}>> = { ${rows.join(', ')} }`
  })
  const bodies = BODIES.map((schema) => writer.code(schema))
  const declarations = [...writer.declarations].map(([name, code]) =>
    bodies.includes(name) ? `/** Reads what \`${schemaNameOf(name)}\` describes. */\nexport ${code}` : code,
  )

  const body = [...declarations, ...tables].join('\n\n')
  return [
    '// Made from the schemas by `pnpm --filter @mediconnect/protocol generate`: change those, never this.',
    ...imports(body, writer.used),
    '',
    body,
    '',
  ].join('\n')
}

/** `messagePage` reads `MessagePageSchema`. */
function schemaNameOf(reader: string): string {
  return `${reader.charAt(0).toUpperCase()}${reader.slice(1)}Schema`
}

function imports(body: string, used: ReadonlySet<NamedSchema>): string[] {
  const types = new Map<string, Set<string>>([['frame', new Set(['FrameOf'])]])
  const add = (file: string, name: string): unknown => types.set(file, (types.get(file) ?? new Set()).add(name))
  for (const { name, file } of used) add(file, name)
  for (const { source, file } of Object.values(TABLES)) add(file, source)
  const isUsed = (name: string): boolean => new RegExp(`[ (]${name}[(,)]`).test(body)
  return [
    "import type { InferOutput } from 'valibot'",
    ...[...types].map(([file, names]) => `import type { ${[...names].sort().join(', ')} } from './${file}.ts'`),
    ...['pageOf', 'present'].map((name) => `import { ${name} } from './${name}.ts'`),
    `import { ${Object.keys(readers).filter(isUsed).sort().join(', ')}, type Reader } from './reader.ts'`,
    "import type { FrameReaders } from './readFrame.ts'",
  ]
}
