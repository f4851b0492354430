import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { bundleSize, kB } from '../../../scripts/packages/bundleSize.mjs'
import { table } from './table.ts'

const ROOT = join(import.meta.dirname, '../../..')
const FROM = join(import.meta.dirname, '..')
const PACKAGES = ['protocol', 'ws-react', 'chat-ui']
const DIST = 'packages/chat-ui/dist'
const CHAT_STYLES = `${DIST}/chat.css`
const NOTIFICATION_STYLES = `${DIST}/notifications.css`
/** In kB. */
const CSS_GOAL = 8

interface Size {
  readonly what: string
  readonly code: string
  /** A style sheet that it needs. */
  readonly css?: string
  /** In kB, of its code. */
  readonly goal?: number
}

const SIZES: readonly Size[] = [
  {
    what: 'ours: ChatWindow, hooks and data layer',
    code: "export { ChatWindow } from '@mediconnect/chat-ui'; export { RealtimeProvider } from '@mediconnect/ws-react'",
    css: CHAT_STYLES,
    goal: 45,
  },
  {
    what: 'ours: list and box',
    code: "export { MessageList, MessageInput } from '@mediconnect/chat-ui'",
    css: CHAT_STYLES,
  },
  {
    what: 'ours: notification centre, hooks and data layer',
    code: "export { NotificationManager } from '@mediconnect/chat-ui'; export { RealtimeProvider } from '@mediconnect/ws-react'",
    css: NOTIFICATION_STYLES,
    goal: 20,
  },
  {
    what: 'ours: the badge',
    code: "export { NotificationBadge } from '@mediconnect/chat-ui'",
    css: NOTIFICATION_STYLES,
    goal: 3,
  },
  { what: 'floor: the virtualizer', code: "export { Virtualizer } from 'virtua'" },
  {
    what: 'chatscope: list and box',
    code: "export { ChatContainer, MainContainer, Message, MessageInput, MessageList } from '@chatscope/chat-ui-kit-react'",
    css: '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css',
  },
]

/** What each ships, of our packages as they would be published: builds them first. */
export async function sizes(checkout: string | undefined): Promise<string> {
  const root = checkout ?? ROOT
  for (const name of PACKAGES) build(join(root, 'packages', name))
  const rows: string[][] = []
  for (const { what, code, css, goal } of SIZES) {
    const isOurs = what.startsWith('ours')
    const { initial, lazy } = await bundleSize(code, isOurs ? join(root, 'apps/demo') : FROM)
    const styles = css === undefined ? 0 : cssSize(css, isOurs ? root : undefined)
    const isMet = initial <= (goal ?? Infinity) && styles <= CSS_GOAL
    const [wanted, verdict] = goal === undefined ? ['', ''] : [`≤ ${goal} + ${CSS_GOAL}`, isMet ? 'yes' : 'no']
    rows.push([what, initial.toFixed(1), lazy.toFixed(1), styles.toFixed(1), wanted, verdict])
  }
  return table(['min + gzip without React, kB', 'first', 'loaded later', 'CSS', 'goal', 'met'], rows)
}

function build(folder: string): void {
  const { status, stderr } = spawnSync('node', ['--run', 'build'], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${folder} does not build: ${stderr}`)
}

/** `root`: of our own checkout. */
function cssSize(css: string, root: string | undefined): number {
  const file = root === undefined ? createRequire(import.meta.url).resolve(css) : join(root, css)
  return kB(readFileSync(file))
}
