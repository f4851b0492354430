import { expect, test } from 'vitest'
import { findSync } from './systemCalls.ts'

const write = '12 pwrite64(21</data/chat.db-wal>, "…hello…", 4096, 0) = 4096'
const sync = '12 fdatasync(21</data/chat.db-wal>) = 0'
const send = '10 write(30<TCP:[127.0.0.1:1->127.0.0.1:2]>, "…hello…", 90) = 90'

test('written, synced, sent is the right order', () => {
  expect(findSync([write, sync, send], 'hello')).toBeUndefined()
})

test('a sync that ends on another line counts when it ends', () => {
  const began = '12 fdatasync(21</data/chat.db-wal> <unfinished ...>'
  const ended = '12 <... fdatasync resumed>) = 0'
  expect(findSync([write, began, ended, send], 'hello')).toBeUndefined()
  expect(findSync([write, began, send, ended], 'hello')).toContain('before the log was synced')
})

test.each([
  ['was sent before', [write, send, sync]],
  ['was sent before', [sync, write, send, sync]],
  ['was not synced', [write, send]],
  ['was not synced', [write, '12 fdatasync(21</data/chat.db-wal>) = -1 EIO', send]],
  ['was not synced', [write, '12 fdatasync(22</data/other>) = 0', send]],
  ['never written', [sync, send]],
  ['never sent', [write, sync]],
])('it is told when it %s', (problem, lines) => {
  expect(findSync(lines, 'hello')).toContain(problem)
})
