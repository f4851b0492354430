import type * as v from 'valibot'
import { pageOf } from '../src/pageOf.ts'
import { storable } from '../src/models.ts'
import { present } from '../src/present.ts'
import { wellFormed } from '../src/storedText.ts'

/** A schema with a name of its own: the file it is in, and the name and type of its reader. */
export interface NamedSchema {
  readonly schema: v.GenericSchema
  readonly name: string
  readonly file: string
  readonly reader: string
  readonly type: string
}

const TRANSFORMS = new Map<unknown, string>([
  [pageOf, 'pageOf'],
  [present, 'present'],
  [wellFormed, 'wellFormed'],
])
const CHECKS = new Map<unknown, string>([[storable, 'isStorable']])

/**
 * The reader of each schema as TypeScript: `code` of one schema, and what it needs in `declarations` by then.
 * `isSpelledOut`: named objects are read field by field instead of in a loop.
 */
export function readerWriter(named: readonly NamedSchema[], isSpelledOut = false) {
  const names = new Map<v.GenericSchema, NamedSchema | undefined>()
  // One schema under several names is none of them in particular.
  for (const each of named) names.set(each.schema, names.has(each.schema) ? undefined : each)
  const declarations = new Map<string, string>()
  const used = new Set<NamedSchema>()

  function code(schema: v.GenericSchema): string {
    const known = names.get(schema)
    if (!known) return bare(schema)
    const { reader, type } = known
    if (!used.has(known)) {
      used.add(known)
      if (isSpelledOut && isObject(schema)) spellOut(known)
      else declarations.set(reader, `const ${reader}: Reader<${type}> = ${bare(schema)}`)
    }
    return reader
  }

  function spellOut({ reader, type, schema }: Pick<NamedSchema, 'reader' | 'type' | 'schema'>): void {
    if (!isObject(schema)) throw new Error(`${reader} reads no object.`)
    const fields = `const ${reader}Fields = ${entries(schema.entries)}`
    // Where other fields are kept, any object is right for TypeScript.
    const [start, end] = schema.type === 'object' ? ['{}', `to as ${type}`] : ['record(anything)(value)', 'to']
    const steps = Object.keys(schema.entries).map(
      (key) => `const ${key} = ${reader}Fields.${key}(from.${key})
        if (${key} !== undefined || '${key}' in from) to.${key} = ${key}`,
    )
    declarations.set(
      reader,
      `${fields}

      function ${reader}(value: unknown): ${type} {
        const from = fieldsOf(value)
        const to: Partial<${type}> = ${start}
        ${steps.join('\n')}
        return ${end}
      }`,
    )
  }

  function bare(schema: v.GenericSchema): string {
    if (!('fallback' in schema)) return plain(schema)
    return call('fallback', plain(schema), JSON.stringify(schema.fallback) ?? 'undefined')
  }

  function plain(schema: v.GenericSchema): string {
    if (isPiped(schema)) return piped(schema.pipe)
    if (has(schema, 'literal')) return call('oneOf', JSON.stringify(schema.literal))
    if (isPicklist(schema)) return call('oneOf', ...schema.options.map((option) => JSON.stringify(option)))
    if (isArray(schema)) return call('array', code(schema.item))
    if (isRecord(schema)) return call('record', code(schema.value))
    if (isObject(schema)) return call(schema.type === 'object' ? 'object' : 'looseObject', entries(schema.entries))
    if (isWrapped(schema)) return call(schema.type, code(schema.wrapped), ...initial(schema.default))
    if (isUnion(schema) && schema.options.length === 2) return call('either', ...schema.options.map(code))
    if (schema.type === 'string' || schema.type === 'boolean') return schema.type
    if (schema.type === 'number') return call('number')
    throw new Error(
      `A client has no reader for the schema ${schema.type} (${schema.expects}). ` +
        'Say it with others in the schema, or add a reader to src/reader.ts and a line to generate/readerCode.ts.',
    )
  }

  function piped([first, ...actions]: readonly unknown[]): string {
    if (!isSchema(first)) throw new Error('A pipe begins with a schema.')
    if (first.type !== 'number') return actions.reduce<string>(after, code(first))
    if (isPiped(first)) return piped([...first.pipe, ...actions])
    const wholly = actions.some((action) => isAction(action, 'integer'))
    const min = actions.find((action) => isAction(action, 'min_value'))
    const number = call(wholly ? 'integer' : 'number', ...initial(min?.requirement))
    return actions.filter((action) => !isAction(action, 'integer') && action !== min).reduce<string>(after, number)
  }

  function after(before: string, action: unknown): string {
    if (isAction(action, 'transform')) {
      const name = TRANSFORMS.get(action.operation)
      if (name) return call('mapped', before, name)
    } else if (CHECKS.has(action)) {
      return call('checked', before, CHECKS.get(action) ?? '')
    } else if (before === 'string' && isAction(action, 'min_length') && action.requirement === 1) {
      return call('matching', '/./s')
    } else if (before === 'string' && isAction(action, undefined) && action.requirement instanceof RegExp) {
      return call('matching', String(action.requirement))
    }
    const type = isAction(action, undefined) ? action.type : String(action)
    throw new Error(`A client has no reader for "${type}" after ${before}. Add it to generate/readerCode.ts.`)
  }

  function entries(fields: v.ObjectEntries): string {
    return `{ ${Object.entries(fields)
      .map(([key, schema]) => `${key}: ${isSchema(schema) ? code(schema) : ''}`)
      .join(', ')} }`
  }

  return { code, spellOut, declarations, used }
}

/** Marked as pure, so that a bundler leaves out a reader that nobody uses. */
function call(reader: string, ...args: string[]): string {
  return `/* @__PURE__ */ ${reader}(${args.join(', ')})`
}

function initial(value: unknown): string[] {
  return value === undefined ? [] : [JSON.stringify(value)]
}

export function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}

function isPiped(schema: v.GenericSchema): schema is v.GenericSchema & { readonly pipe: readonly unknown[] } {
  return 'pipe' in schema && Array.isArray(schema.pipe)
}

interface Action {
  readonly type: string
  readonly requirement?: unknown
  readonly operation?: unknown
}

function isAction(value: unknown, type: string | undefined): value is Action {
  return typeof value === 'object' && value !== null && 'type' in value && (type === undefined || value.type === type)
}

function has<Key extends string>(value: object, key: Key): value is Record<Key, unknown> {
  return key in value
}

type Of<Type extends string, Parts> = v.GenericSchema & { readonly type: Type } & Parts

const isPicklist = (schema: v.GenericSchema): schema is Of<'picklist', { options: readonly unknown[] }> =>
  schema.type === 'picklist'
const isArray = (schema: v.GenericSchema): schema is Of<'array', { item: v.GenericSchema }> => schema.type === 'array'
const isRecord = (schema: v.GenericSchema): schema is Of<'record', { value: v.GenericSchema }> =>
  schema.type === 'record'
export const isObject = (
  schema: v.GenericSchema,
): schema is Of<'object' | 'loose_object', { entries: v.ObjectEntries }> =>
  schema.type === 'object' || schema.type === 'loose_object'
const isWrapped = (
  schema: v.GenericSchema,
): schema is Of<'optional' | 'nullish', { wrapped: v.GenericSchema; default: unknown }> =>
  schema.type === 'optional' || schema.type === 'nullish'
const isUnion = (schema: v.GenericSchema): schema is Of<'union', { options: v.GenericSchema[] }> =>
  schema.type === 'union'
