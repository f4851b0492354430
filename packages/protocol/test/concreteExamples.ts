/** What stands in the spec's examples in place of a value, and a value it may have. */
const PLACEHOLDERS: Record<string, unknown> = {
  datetime: '2024-01-15T10:30:00Z',
  string: '/media/avatars/123.png',
  'string (optional)': 'scan.pdf',
  'integer (optional)': 1024,
  'integer (optional for voice)': 12,
}

/** The frames an example stands for: one for each choice of "a|b|c", with placeholders filled in. */
export function concreteExamples(example: unknown): unknown[] {
  if (typeof example === 'string') {
    if (Object.hasOwn(PLACEHOLDERS, example)) return [PLACEHOLDERS[example]]
    return /^[a-z_]+(\|[a-z_]+)+$/.test(example) ? example.split('|') : [example]
  }
  if (Array.isArray(example) || typeof example !== 'object' || example === null) return [example]
  return Object.entries(example).reduce<Record<string, unknown>[]>(
    (partial, [key, value]) =>
      partial.flatMap((frame) => concreteExamples(value).map((choice) => ({ ...frame, [key]: choice }))),
    [{}],
  )
}
