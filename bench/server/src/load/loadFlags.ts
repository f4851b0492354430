import { parseArgs } from 'node:util'
import { readServerTarget } from '../serverTarget.ts'
import type { ServerTarget } from '../contestants/serverCommand.ts'
import { readCount } from '../readCount.ts'

export const LOAD_USAGE = `Usage: node --conditions=source src/load.ts [flags]

  --connections 100   to one room
  --messages 100      each of them sends
  --url http://…      a server that runs; without it one is started in a folder of its own, with its limits raised
  --room clinic_1     the room on that server
  --token-file <file> access tokens for it, one a line, taken in turn; without it the demo's users sign in
  --target source     the server that is started: from its sources, or \`dist\`: as it was built
  --server <folder>   the server's package in another checkout
  --help

A server with its usual limits lets a user have 20 connections and 30 messages in 10 s. What is refused with
\`retry_after\` is sent again and counted as an error.
`

export interface LoadFlags {
  readonly connections: number
  readonly messages: number
  readonly url: string | undefined
  readonly room: string
  readonly tokenFile: string | undefined
  readonly target: ServerTarget
  readonly isHelp: boolean
}

export function readLoadFlags(args: readonly string[]): LoadFlags {
  const { values } = parseArgs({
    args: [...args],
    options: {
      connections: { type: 'string', default: '100' },
      messages: { type: 'string', default: '100' },
      url: { type: 'string' },
      room: { type: 'string', default: 'clinic_1' },
      'token-file': { type: 'string' },
      target: { type: 'string' },
      server: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    connections: readCount('connections', values.connections),
    messages: readCount('messages', values.messages),
    url: values.url,
    room: values.room,
    tokenFile: values['token-file'],
    target: readServerTarget(values.target, values.server),
    isHelp: values.help,
  }
}
