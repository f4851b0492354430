import type { GenericSchema } from 'valibot'

/** One row of a frame's table. */
export interface Field {
  readonly name: string
  /** In words a reader of JSON knows. */
  readonly type: string
  readonly isOptional: boolean
  /** What it is when it is left out. */
  readonly initial: string | undefined
}

/** Schemas that have a section of their own, by what it is called. */
export type Named = ReadonlyMap<GenericSchema, string>

const LIMITS: Readonly<Record<string, (limit: unknown) => string>> = {
  min_value: (limit) => `at least ${String(limit)}`,
  max_value: (limit) => `at most ${String(limit)}`,
  min_length: (limit) => (limit === 1 ? 'not empty' : `at least ${String(limit)} long`),
  max_length: (limit) => `at most ${String(limit)} long`,
  integer: () => 'whole',
  uuid: () => 'a UUID',
  iso_timestamp: () => 'ISO 8601, UTC',
}

/** The fields of an object's schema, or of the first one it may be. */
export function fieldsOf(schema: GenericSchema, named: Named): Field[] {
  const entries = entriesOf(schema)
  return Object.entries(entries).map(([name, field]) => {
    const { inner, isOptional, initial } = unwrapped(field)
    const orNull = field.type === 'nullable' ? ' or `null`' : ''
    return { name, type: typeOf(inner, named) + orNull, isOptional, initial }
  })
}

/** An object's fields, by name: also of one that may be left out, and of the first of several it may be. */
export function entriesOf(schema: GenericSchema): Readonly<Record<string, GenericSchema>> {
  const entries = part(schema, 'entries')
  if (typeof entries === 'object' && entries !== null) return entries as Readonly<Record<string, GenericSchema>>
  const [first] = schemasIn([part(schema, 'wrapped'), part(schema, 'pipe'), part(schema, 'options')].flat())
  if (first) return entriesOf(first)
  throw new Error(`The schema ${schema.type} has no fields to show.`)
}

function unwrapped(schema: GenericSchema): { inner: GenericSchema; isOptional: boolean; initial: string | undefined } {
  const wrapped = part(schema, 'wrapped')
  if (!isSchema(wrapped)) return { inner: schema, isOptional: false, initial: undefined }
  const initial: unknown = part(schema, 'default')
  const given = initial === undefined || typeof initial === 'function' ? undefined : JSON.stringify(initial)
  return { inner: unwrapped(wrapped).inner, isOptional: schema.type !== 'nullable', initial: given }
}

function typeOf(schema: GenericSchema, named: Named): string {
  const name = named.get(schema)
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`
  const pipe = part(schema, 'pipe')
  if (Array.isArray(pipe)) return pipedType(pipe, named)
  const wrapped = part(schema, 'wrapped')
  if (isSchema(wrapped)) return typeOf(wrapped, named) + (schema.type.startsWith('null') ? ' or `null`' : '')
  const literal = part(schema, 'literal')
  if (literal !== undefined) return `\`${JSON.stringify(literal)}\``
  const item = part(schema, 'item')
  if (isSchema(item)) return `list of ${typeOf(item, named)}`
  const value = part(schema, 'value')
  if (isSchema(value)) return `object: ${typeOf(value, named)} by name`
  const options = part(schema, 'options')
  if (Array.isArray(options)) {
    return options.map((one: unknown) => (isSchema(one) ? typeOf(one, named) : `\`${String(one)}\``)).join(', ')
  }
  const entries = part(schema, 'entries')
  if (entries) return `object: ${Object.keys(entries).join(', ') || 'anything'}`
  return schema.type
}

function pipedType([first, ...actions]: readonly unknown[], named: Named): string {
  if (!isSchema(first)) throw new Error('A pipe begins with a schema.')
  const limits = actions.flatMap((action) => {
    const kind: unknown = part(action, 'type')
    const say = typeof kind === 'string' ? LIMITS[kind] : undefined
    return say ? [say(part(action, 'requirement'))] : []
  })
  return [typeOf(first, named), ...limits].join(', ')
}

function schemasIn(list: readonly unknown[]): GenericSchema[] {
  return list.filter(isSchema)
}

function isSchema(value: unknown): value is GenericSchema {
  return part(value, 'kind') === 'schema'
}

function part(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? (of as Record<string, unknown>)[name] : undefined
}
