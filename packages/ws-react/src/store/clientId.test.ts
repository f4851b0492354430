import { expect, test } from 'vitest'
import { newClientId } from './clientId.ts'

test('ids made later come later when they are sorted as texts', () => {
  const times = [0, 1, 255, 256, 1_790_000_000_000, 1_790_000_000_001, Date.now() + 86_400_000]
  const ids = times.map((time) => newClientId(time))
  expect(ids.toSorted()).toEqual(ids)
})

test('ids of one moment are UUIDs, and no two are the same', () => {
  const ids = Array.from({ length: 1_000 }, () => newClientId(1_790_000_000_000))
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^01a0c450-6c00-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
})
