type Handler = (...args: readonly unknown[]) => unknown

/**
 * Props with those of somebody else put over them: class names are joined, styles merged, handlers (`onSomething`) called
 * one after the other, the given one first, refs both set; anything else that is given stands.
 */
export function mergeProps<Props extends object>(own: Props, given: Partial<Props> | undefined): Props {
  if (!given) return own
  const mine = new Map<string, unknown>(Object.entries(own))
  for (const [name, value] of Object.entries<unknown>(given)) {
    if (value !== undefined) mine.set(name, mergeOne(name, mine.get(name), value))
  }
  // The names are those of both, and each value is one of theirs.
  return Object.fromEntries(mine) as Props
}

function mergeOne(name: string, own: unknown, given: unknown): unknown {
  if (name === 'className' && typeof own === 'string' && typeof given === 'string') return `${own} ${given}`
  if (name === 'ref' && own && given) return (element: unknown) => [own, given].forEach((ref) => setRef(ref, element))
  if (name === 'style' && isObject(own) && isObject(given)) return { ...own, ...given }
  if (/^on[A-Z]/.test(name) && isHandler(own) && isHandler(given)) {
    return (...args: readonly unknown[]) => {
      given(...args)
      return own(...args)
    }
  }
  return given
}

function setRef(ref: unknown, element: unknown): void {
  if (isHandler(ref)) ref(element)
  else if (isObject(ref) && 'current' in ref) ref.current = element
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function'
}
