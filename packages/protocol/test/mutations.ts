/** Values that are almost right for some field, or have broken something somewhere. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  1,
  -1,
  1.5,
  2 ** 53,
  1e300,
  '',
  'text',
  'sent',
  'online',
  '7',
  '2024-01-15T10:30:00Z',
  '2024-01-15 10:30:00.123456 +0200',
  '2024-13-15T10:30:00Z',
  '6f1c1a52-3c35-4a59-9f0e-0d0a5b1d2c3e',
  '6F1C1A52-3C35-4A59-9F0E-0D0A5B1D2C3E\n',
  '\0\ud800',
  [],
  [null],
  [1, 'a'],
  {},
  { 0: 1 },
  // As JSON has them: keys of their own.
  JSON.parse('{"__proto__":{"id":1},"constructor":2,"prototype":3,"toString":4,"id":5}'),
]

/** Every value that differs from `value` in one place: a field left out, added, or replaced by something odd. */
export function* mutations(value: unknown): Generator<unknown> {
  yield* ODD
  if (isList(value)) {
    for (const [index, item] of value.entries()) {
      yield value.toSpliced(index, 1)
      for (const mutated of mutations(item)) yield value.with(index, mutated)
    }
    yield [...value, ...value, null]
  } else if (typeof value === 'object' && value !== null) {
    const entries: [string, unknown][] = Object.entries(value)
    for (const [key, field] of entries) {
      yield Object.fromEntries(entries.filter(([other]) => other !== key))
      for (const mutated of mutations(field))
        yield Object.fromEntries(entries.map((entry) => (entry[0] === key ? [key, mutated] : entry)))
    }
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'added'])
      yield Object.fromEntries([...entries, [key, 1]])
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}
