import type { GenericSchema } from 'valibot'
import { isObject, isSchema, type NamedSchema } from './readerCode.ts'

/** The schemas among what a file exports. */
export function namedSchemas(file: string, members: object): NamedSchema[] {
  return Object.entries(members).flatMap(([name, schema]: [string, unknown]): NamedSchema[] => {
    if (!name.endsWith('Schema') || !isSchema(schema)) return []
    const type = `InferOutput<typeof ${name}>`
    // `ChatMessageSchema` is read by `chatMessage`.
    const reader = name.charAt(0).toLowerCase() + name.slice(1, -'Schema'.length)
    const whole = { name, file, schema, type, reader }
    if (!isFrame(schema)) return [whole]
    // Of a frame that both tables have, the data is what is read.
    return [whole, { ...whole, schema: dataOf(schema), type: `${type}['data']`, reader: `${reader}Data` }]
  })
}

function isFrame(schema: GenericSchema): boolean {
  return isObject(schema) && Object.keys(schema.entries).join() === 'type,data'
}

export function dataOf(frame: GenericSchema): GenericSchema {
  if (isObject(frame) && isSchema(frame.entries.data)) return frame.entries.data
  throw new Error('The schema of a frame is an object with `type` and `data`: use frame() or bareFrame().')
}
