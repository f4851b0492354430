import { defineConfig } from 'tsdown'
import { leanSocket, SOCKET_SOURCE } from './leanSocket.ts'

/** A module of code, not of types. */
const SOURCE = /(?<!\.d)\.tsx?$/
const SOCKET_FILE = /reconnecting-websocket\.ts$/
const lean = (source: string) => ({ code: leanSocket(source), map: null })
const shared = { platform: 'browser', target: 'es2022', dts: true, sourcemap: true } as const

export default defineConfig([
  {
    ...shared,
    entry: ['src/index.ts'],
    // As published it is ES5 with helpers; compiled from the source it comes with, it is 1.1 kB smaller (min + gzip).
    alias: { 'reconnecting-websocket': SOCKET_SOURCE },
    plugins: [{ name: 'lean-socket', transform: { filter: { id: SOCKET_FILE }, handler: lean } }],
    deps: { onlyBundle: ['reconnecting-websocket'] },
    // Hooks only run in the browser: the banner tells frameworks that render on a server.
    outputOptions: {
      banner: '"use client";',
      codeSplitting: {
        groups: [
          // What the first screen loads stays one file, whatever else later ones need of it; types are in files of their own.
          { name: 'first', tags: ['$initial'], test: SOURCE },
          // What both rooms and notifications connect with.
          { name: 'line', test: /(transport|session)\.ts$/ },
        ],
      },
    },
  },
  {
    ...shared,
    entry: { 'testing/index': 'src/testing/index.ts', 'devtools/index': 'src/devtools/index.ts' },
    clean: false,
  },
])
