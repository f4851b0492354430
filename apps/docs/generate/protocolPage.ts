import * as protocol from '@mediconnect/protocol'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { GenericSchema } from 'valibot'
import { ROOT } from '../pages.ts'
import { docComments } from './docComments.ts'
import { markdownTable } from './markdownTable.ts'
import type { SitePage } from './repoPage.ts'
import { entriesOf, fieldsOf, type Named } from './schemaFields.ts'

const SRC = 'packages/protocol/src'
const FIXTURES = 'packages/protocol/fixtures'

/** What is said about a field. */
type About = (field: string) => string | undefined

interface Family {
  readonly title: string
  readonly file: string
  readonly table: 'chatClientFrames' | 'chatServerFrames' | 'notificationClientFrames' | 'notificationServerFrames'
  readonly fixtures: string
}

const FAMILIES: readonly Family[] = [
  { title: 'Chat: client to server', file: 'chat', table: 'chatClientFrames', fixtures: 'chat-client' },
  { title: 'Chat: server to client', file: 'chat', table: 'chatServerFrames', fixtures: 'chat-server' },
  {
    title: 'Notifications: client to server',
    file: 'notifications',
    table: 'notificationClientFrames',
    fixtures: 'notifications-client',
  },
  {
    title: 'Notifications: server to client',
    file: 'notifications',
    table: 'notificationServerFrames',
    fixtures: 'notifications-server',
  },
]
/** What frames and bodies are made of. */
const MODELS = ['User', 'Presence', 'ChatMessage', 'MessageMetadata', 'Notification', 'UnreadCount'] as const

/** Every frame and HTTP body, from the schemas, their doc comments and the examples that tests parse. */
export function protocolPage(): SitePage {
  const models = MODELS.map((name) => ({ name, schema: schemaNamed(`${name}Schema`) }))
  const named: Named = new Map(models.map(({ name, schema }) => [schema, name]))
  const modelComments = docComments(`${SRC}/models.ts`)
  const sections = [
    INTRODUCTION,
    ...FAMILIES.map((family) => familySection(family, named)),
    '## Models',
    ...models.map(({ name, schema }) => section(name, modelComments, `${name}Schema`, schema, named)),
    ...httpSections(named),
  ]
  return { title: 'Frames and HTTP bodies', body: `${sections.join('\n\n')}\n` }
}

const INTRODUCTION = `Every frame is one JSON text message \`{"type": …, "data": { … }}\`. Times are ISO 8601 in UTC; ids of users and messages are whole numbers, those of notifications UUIDs. *Added* is what the original description of the sockets does not have: a server or a client without it still works. Unknown fields are dropped, so that either side may be newer. In an example, \`a|b\` stands for one of them.

Chat is at \`/ws/chat/{room}/\`, where a room is \`{low id}_{high id}\`, \`clinic_{id}\` or \`department_{id}\`; notifications are at \`/ws/notifications/\`. With \`?since=\` a connection begins with what was missed: the newest \`seq\` a client has, or the newest \`created_at\`. The token goes along as [described](/docs/guides/authentication/).`

function familySection({ title, file, table, fixtures }: Family, named: Named): string {
  const comments = docComments(`${SRC}/${file}.ts`)
  const frames = Object.entries(protocol[table] as Readonly<Record<string, GenericSchema>>).map(([type, schema]) => {
    const data = entriesOf(schema).data
    if (!data) throw new Error(`The frame ${type} has no data.`)
    const example = path.join(ROOT, FIXTURES, fixtures, `${type}.json`)
    if (!existsSync(example)) throw new Error(`Give ${type} an example: ${FIXTURES}/${fixtures}/${type}.json.`)
    return [
      `### \`${type}\``,
      comments.get(`${table}.${type}`) ?? missing(`${table}.${type}`, file),
      dataTable(data, named, (name) => comments.get(`${table}.${type}.${name}`)),
      `\`\`\`json\n${readFileSync(example, 'utf8')}\`\`\``,
    ].join('\n\n')
  })
  return [`## ${title}`, ...frames].join('\n\n')
}

function httpSections(named: Named): string[] {
  const comments = docComments(`${SRC}/http.ts`)
  const names = [...comments.keys()].filter((name) => name.endsWith('Schema') && name in protocol)
  return [
    '## HTTP bodies',
    `Bearer token on all but the token calls. A refusal has the fitting status and \`HttpError\` as its body, with a code of the [error table](/docs/errors/).`,
    ...names.map((name) => section(name.replace(/Schema$/, ''), comments, name, schemaNamed(name), named)),
  ]
}

function section(
  title: string,
  comments: ReadonlyMap<string, string>,
  name: string,
  schema: GenericSchema,
  named: Named,
): string {
  const comment = comments.get(name) ?? missing(name, 'models')
  return [`### ${title}`, comment, fields(schema, named, (field) => comments.get(`${name}.${field}`))].join('\n\n')
}

/** A frame's data; where that is a model, the reader is led there. */
function dataTable(schema: GenericSchema, named: Named, about: About): string {
  const model = named.get(schema)
  return model === undefined ? fields(schema, named, about) : `A [${model}](#${model.toLowerCase()}).`
}

function fields(schema: GenericSchema, named: Named, about: About): string {
  const rows = fieldsOf(schema, named).map(({ name, type, isOptional, initial }) => [
    `\`${name}\`${isOptional ? '?' : ''}`,
    type,
    [about(name), initial === undefined ? undefined : `Default: \`${initial}\`.`].filter(Boolean).join(' '),
  ])
  return rows.length === 0 ? 'No data.' : markdownTable(['field', 'is', ''], rows)
}

function schemaNamed(name: string): GenericSchema {
  const schema: unknown = Reflect.get(protocol, name)
  if (typeof schema !== 'object' || schema === null) throw new Error(`@mediconnect/protocol exports no ${name}.`)
  return schema as GenericSchema
}

function missing(name: string, file: string): never {
  throw new Error(`${name} in ${SRC}/${file}.ts has no doc comment.`)
}
