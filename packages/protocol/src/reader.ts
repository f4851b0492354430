/**
 * Reads a value from outside: gives it with defaults filled in and unknown fields dropped, or throws. What the schemas
 * say, in the few bytes a browser can spare; `readers.gen.ts` is made of these from the schemas.
 */
export type Reader<Value> = (value: unknown) => Value

type Fields<Value> = { readonly [Key in keyof Value]-?: Reader<Value[Key]> }

const SPECIAL_KEY = /^(?:__proto__|prototype|constructor)$/

export const anything: Reader<unknown> = (value) => value

export const string: Reader<string> = (value) => (typeof value === 'string' ? value : refuse())

export const boolean: Reader<boolean> = (value) => (typeof value === 'boolean' ? value : refuse())

export function matching(pattern: RegExp): Reader<string> {
  return (value) => {
    const text = string(value)
    return pattern.test(text) ? text : refuse()
  }
}

export const checked =
  <Value>(read: Reader<Value>, isGood: (value: Value) => boolean): Reader<Value> =>
  (given) => {
    const value = read(given)
    return isGood(value) ? value : refuse()
  }

export const number =
  (min = -Infinity): Reader<number> =>
  (value) =>
    typeof value === 'number' && value >= min ? value : refuse()

export function integer(min?: number): Reader<number> {
  const read = number(min)
  return (value) => (Number.isInteger(value) ? read(value) : refuse())
}

export const oneOf =
  <const Option extends string | number>(...options: readonly Option[]): Reader<Option> =>
  (value) =>
    options.find((option) => option === value) ?? refuse()

export const array =
  <Item>(item: Reader<Item>): Reader<Item[]> =>
  (value) =>
    Array.isArray(value) ? value.map((each) => item(each)) : refuse()

/** What a value has under its keys, if it is an object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : refuse()
}

export function object<Value extends object>(fields: Fields<Value>): Reader<Value> {
  return (given) => {
    const value = fieldsOf(given)
    const result: Partial<Value> = {}
    for (const key in fields) {
      const field = fields[key](value[key])
      if (field !== undefined || key in value) result[key] = field
    }
    // Each field's reader has passed, those of missing fields too.
    return result as Value
  }
}

/** Keys that would change what an object is, rather than what it has, are left out. */
export function record<Value>(item: Reader<Value>): Reader<Record<string, Value>> {
  return (value) => {
    if (!isObject(value)) return refuse()
    const result: Record<string, Value> = {}
    for (const key in value) if (!SPECIAL_KEY.test(key)) result[key] = item(value[key])
    return result
  }
}

/** An object whose other fields are kept as they are. */
export const looseObject =
  <Value extends object>(fields: Fields<Value>): Reader<Value & Record<string, unknown>> =>
  (value) => ({ ...record(anything)(value), ...object(fields)(value) })

export function optional<Value>(read: Reader<Value>): Reader<Value | undefined>
export function optional<Value>(read: Reader<Value>, initial: unknown): Reader<Value>
export function optional<Value>(read: Reader<Value>, initial?: unknown): Reader<Value | undefined> {
  return (value = initial) => (value === undefined ? value : read(value))
}

export function nullish<Value>(read: Reader<Value>): Reader<Value | null | undefined>
export function nullish<Value>(read: Reader<Value>, initial: unknown): Reader<Value>
export function nullish<Value>(read: Reader<Value>, initial?: unknown): Reader<Value | null | undefined> {
  return (value) => {
    const given = value ?? initial ?? value
    return given === undefined || given === null ? given : read(given)
  }
}

/** What is read instead of what cannot be read. */
export const fallback =
  <Value>(read: Reader<Value>, instead: Value): Reader<Value> =>
  (value) => {
    try {
      return read(value)
    } catch {
      return instead
    }
  }

export const either =
  <First, Second>(first: Reader<First>, second: Reader<Second>): Reader<First | Second> =>
  (value) => {
    try {
      return first(value)
    } catch {
      return second(value)
    }
  }

export const mapped =
  <From, To>(read: Reader<From>, transform: (value: From) => To): Reader<To> =>
  (value) =>
    transform(read(value))

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function refuse(): never {
  throw new TypeError('The value is not what the protocol says.')
}
