import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  chatClientFrames,
  chatServerFrames,
  notificationClientFrames,
  notificationServerFrames,
  parseFrame,
  type FrameTable,
} from '../src/index.ts'
import { concreteExamples } from './concreteExamples.ts'

const FAMILIES: Record<string, FrameTable> = {
  'chat-client': chatClientFrames,
  'chat-server': chatServerFrames,
  'notifications-client': notificationClientFrames,
  'notifications-server': notificationServerFrames,
}
const fixtures = new URL('../fixtures/', import.meta.url)

describe.each(Object.entries(FAMILIES))('the examples: %s', (family, table) => {
  const files = readdirSync(new URL(`${family}/`, fixtures))

  test.each(files)('%s parses, and loses no field', (file) => {
    const example: unknown = JSON.parse(readFileSync(new URL(`${family}/${file}`, fixtures), 'utf8'))
    for (const frame of concreteExamples(example)) {
      const parsed = parseFrame(table, JSON.stringify(frame))
      expect(parsed).toMatchObject({ ok: true, frame })
    }
  })

  test.each(Object.keys(table))('%s has one', (type) => {
    expect(files).toContain(`${type}.json`)
  })
})
