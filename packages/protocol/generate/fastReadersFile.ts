import * as chat from '../src/chat.ts'
import * as models from '../src/models.ts'
import * as readers from '../src/reader.ts'
import { readerWriter } from './readerCode.ts'
import { dataOf, namedSchemas } from './schemas.ts'

/** What comes often enough for the server to be in a hurry: a message, and what every other member says of it. */
const FREQUENT = { send_message: 'sendMessage', message_read: 'messageRead', message_ack: 'messageAck' } as const

/**
 * `src/fastReaders.gen.ts`: readers that name each field of an object instead of looping over them. Longer than those
 * of a client, which counts bytes, and several times as fast.
 */
export function fastReadersFile(): string {
  const writer = readerWriter(namedSchemas('models', models), true)
  const rows = Object.entries(FREQUENT).map(([type, reader]) => {
    const schema = dataOf(chat.chatClientFrames[type as keyof typeof FREQUENT])
    writer.spellOut({ reader, schema, type: `InferOutput<(typeof chatClientFrames)['${type}']>['data']` })
    return `${type}: ${reader}`
  })
  const table = `/** Readers of what a client sends most. */
    export const chatClientReaders: FastReaders<typeof chatClientFrames> = { ${rows.join(', ')} }`
  const body = [...writer.declarations.values(), table].join('\n\n')
  const isUsed = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body)
  return `// Made from the schemas by \`pnpm --filter @mediconnect/protocol generate\`: change those, never this.
import type { InferOutput } from 'valibot'
import type { chatClientFrames } from './chat.ts'
import type { FastReaders } from './frame.ts'
import type { ${[...writer.used]
    .map(({ name }) => name)
    .sort()
    .join(', ')} } from './models.ts'
import { ${Object.keys(readers).filter(isUsed).sort().join(', ')}, type Reader } from './reader.ts'
import { isStorable, wellFormed } from './storedText.ts'

${body}
`
}
