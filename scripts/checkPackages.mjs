// Checks what would be published: that made files are up to date, each packed tarball, and the size in a browser.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { notificationClientFrames, notificationServerFrames } from '../packages/protocol/dist/index.js'
import { bundleSize, kB } from './packages/bundleSize.mjs'
import { checkTarball } from './packages/checkTarball.mjs'
import { packPackages } from './packages/packPackages.mjs'

const PUBLISHED = ['packages/protocol', 'packages/ws-react', 'packages/chat-ui', 'apps/server']
/** In kB: over its gate a size fails; the target is where it is to get to. What counts: docs/adr/0012. */
const SIZES = [
  {
    what: 'protocol, all of it',
    code: "export * from '@mediconnect/protocol'",
    from: 'packages/ws-react',
    initial: { gate: 8 },
    hasSchemas: true,
  },
  {
    what: 'ws-react, all of it',
    code: "export * from '@mediconnect/ws-react'",
    from: 'packages/chat-ui',
    initial: { gate: 15, target: 15 },
    all: { gate: 37, target: 20 },
  },
  {
    what: 'a chat: useChat and its provider',
    code: "export { useChat, RealtimeProvider } from '@mediconnect/ws-react'",
    from: 'packages/chat-ui',
    initial: { gate: 11.3, target: 13.5 },
    all: { gate: 30.9 },
    without: { names: notificationNames(), isGate: true },
  },
  {
    what: 'notifications: useNotifications and its provider',
    code: "export { useNotifications, RealtimeProvider } from '@mediconnect/ws-react'",
    from: 'packages/chat-ui',
    initial: { gate: 9.8 },
  },
  {
    what: 'ChatWindow with hooks and data layer',
    code: "export { ChatWindow } from '@mediconnect/chat-ui'; export { RealtimeProvider } from '@mediconnect/ws-react'",
    from: 'apps/demo',
    initial: { gate: 43.7, target: 45 },
  },
  {
    what: 'NotificationManager with hooks and data layer',
    code: "export { NotificationManager } from '@mediconnect/chat-ui'; export { RealtimeProvider } from '@mediconnect/ws-react'",
    from: 'apps/demo',
    initial: { gate: 16.9, target: 20 },
  },
  {
    what: 'NotificationBadge',
    code: "export { NotificationBadge } from '@mediconnect/chat-ui'",
    from: 'apps/demo',
    initial: { gate: 1.9, target: 3 },
  },
]
const STYLES = { 'styles.css': { gate: 9.6 }, 'chat.css': { gate: 8 }, 'notifications.css': { gate: 4.8 } }

let failed = false
checkMadeFiles()
await checkTarballs()
await checkSizes()
process.exit(failed ? 1 : 0)

function checkMadeFiles() {
  const { status } = spawnSync('node', ['packages/protocol/generate/generate.ts', '--check'], { stdio: 'inherit' })
  if (status !== 0) failed = true
}

async function checkTarballs() {
  for (const [file, tarball] of Object.entries(packPackages(PUBLISHED))) {
    const faults = await checkTarball(tarball)
    for (const fault of faults) fail(`${file}: ${fault}`)
    if (faults.length === 0) console.log(`  ${file}: ${(tarball.length / 1000).toFixed(0)} kB, in order`)
  }
}

async function checkSizes() {
  for (const { what, code, from, initial, all, without, hasSchemas } of SIZES) {
    const size = await bundleSize(code, from)
    compare(what, size.initial, initial)
    if (all) compare('    with what is loaded later', size.initial + size.lazy, all)
    if (all) console.log(`      in one file: ${size.single.toFixed(2)} kB`)
    const shipped = without?.names.filter((name) => size.text.includes(name)) ?? []
    if (without) console.log(`      frames of notifications in it: ${shipped.join(', ') || 'none'}`)
    if (!hasSchemas && size.files.some((file) => file.includes('/valibot/'))) {
      fail(`${what} ships the schema library: import what runs in a browser from @mediconnect/protocol/client.`)
    }
    if (without?.isGate && shipped.length > 0) fail(`${what} ships what only notifications need.`)
  }
  for (const [name, limit] of Object.entries(STYLES))
    compare(name, kB(readFileSync(`packages/chat-ui/dist/${name}`)), limit)
}

function compare(what, size, { gate, target }) {
  const aim = target === undefined ? '' : `, target ${target} kB`
  console.log(`  ${what}: ${size.toFixed(2)} kB, ${size <= gate ? 'within' : 'OVER'} its gate of ${gate} kB${aim}`)
  if (size > gate) failed = true
}

/** Frames that only notifications have; a name of one word may stand for anything in a bundle. */
function notificationNames() {
  return Object.keys({ ...notificationServerFrames, ...notificationClientFrames }).filter((name) => name.includes('_'))
}

function fail(sentence) {
  console.log(`  ${sentence}`)
  failed = true
}
