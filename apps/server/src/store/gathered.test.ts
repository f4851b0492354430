import { expect, test } from 'vitest'
import { gathered } from './gathered.ts'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** Answers a number with its double, and keeps what was read together. */
function doubles() {
  const reads: (readonly number[])[] = []
  const ask = gathered<number, number>((asks) => {
    reads.push(asks)
    return Promise.resolve((number) => {
      if (number < 0) throw new RangeError(`${number} has no double.`)
      return number * 2
    })
  })
  return { ask, reads }
}

test('what is asked in one turn is read together, and each gets its own answer', async () => {
  const { ask, reads } = doubles()
  expect(await Promise.all([1, 2, 3].map(ask))).toEqual([2, 4, 6])
  expect(reads).toEqual([[1, 2, 3]])
})

test('so is what comes turn after turn, as connections do', async () => {
  const { ask, reads } = doubles()
  const answers: Promise<number>[] = []
  for (let number = 0; number < 5; number++) {
    answers.push(ask(number))
    await nextTurn()
  }
  expect(await Promise.all(answers)).toEqual([0, 2, 4, 6, 8])
  expect(reads).toEqual([[0, 1, 2, 3, 4]])
})

test('a burst without end is read in parts, and what is asked after a read is read again', async () => {
  const { ask, reads } = doubles()
  await Promise.all(Array.from({ length: 150 }, (_, number) => ask(number)))
  expect(reads.length).toBeGreaterThan(1)
  expect(reads.flat()).toHaveLength(150)
  const before = reads.length
  await ask(1)
  expect(reads.slice(before)).toEqual([[1]])
})

test('a read that fails fails for all who asked, and the next one is tried anew', async () => {
  let isAway = true
  const ask = gathered<number, number>(() =>
    isAway ? Promise.reject(new Error('The database is away.')) : Promise.resolve((number) => number),
  )
  const answers = await Promise.allSettled([ask(1), ask(2)])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isAway = false
  expect(await ask(3)).toBe(3)
})

test('an answer that cannot be given fails alone', async () => {
  const { ask } = doubles()
  const answers = await Promise.allSettled([ask(1), ask(-1), ask(2)])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
