import { expect, test } from 'vitest'
import { SerialQueue } from './queue.ts'

const noFlow = { pause: () => undefined, resume: () => undefined }

function work(ms: number): Promise<void> {
  for (const end = performance.now() + ms; performance.now() < end;);
  return Promise.resolve()
}

test('a peer with much to do lets others have their turn in between', async () => {
  const queue = new SerialQueue(noFlow, () => undefined)
  const done: string[] = []
  for (let count = 0; count < 50; count++) {
    queue.push(async () => {
      await work(1)
      done.push('flood')
    })
  }
  setImmediate(() => done.push('another peer'))
  await queue.idle()
  expect(done).toHaveLength(51)
  expect(done.at(-1)).toBe('flood')
})

test('a peer whose tasks need no waiting lets others have their turn as well', async () => {
  const queue = new SerialQueue(noFlow, () => undefined)
  const done: string[] = []
  for (let count = 0; count < 50; count++) {
    queue.push(() => {
      void work(1)
      done.push('flood')
      return undefined
    })
  }
  setImmediate(() => done.push('another peer'))
  await queue.idle()
  expect(done).toHaveLength(51)
  expect(done.at(-1)).toBe('flood')
})

test('tasks run in their order, whatever one of them does', async () => {
  const errors: unknown[] = []
  const queue = new SerialQueue(noFlow, (error) => errors.push(error))
  const done: number[] = []
  queue.push(async () => {
    await new Promise((resolve) => setImmediate(resolve))
    done.push(1)
  })
  queue.push(() => Promise.reject(new Error('Broken')))
  queue.push(() => Promise.resolve(void done.push(2)))
  await queue.idle()
  queue.push(() => {
    throw new Error('Broken at once')
  })
  queue.push(() => void done.push(3))
  expect(done).toEqual([1, 2, 3])
  expect(errors).toHaveLength(2)
})
