import * as protocol from '@mediconnect/protocol'
import { docComments } from './docComments.ts'
import { markdownTable } from './markdownTable.ts'
import type { SitePage } from './repoPage.ts'

const FILE = 'packages/protocol/src/limits.ts'

/** The numbers both sides share, from packages/protocol/src/limits.ts. */
export function limitsPage(): SitePage {
  const rows = [...docComments(FILE)].map(([name, comment]) => {
    const value: unknown = Reflect.get(protocol, name)
    if (typeof value !== 'number') throw new Error(`${name} of ${FILE} is not exported by @mediconnect/protocol.`)
    return [`\`${name}\``, withUnit(name, value), comment]
  })
  return {
    title: 'Limits',
    body: `The numbers client and server share, exported by \`@mediconnect/protocol\`. The server's own are defaults: [variables](/docs/packages/server/#variables) change them.

${markdownTable(['name', 'value', 'what it limits'], rows)}
`,
  }
}

function withUnit(name: string, value: number): string {
  const number = value.toLocaleString('en')
  if (name.endsWith('_MS')) return `${number} ms`
  return name.endsWith('_BYTES') ? `${number} bytes` : number
}
