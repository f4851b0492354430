type Props = Readonly<Record<string, unknown>>

/**
 * The caller's properties over the part's: classes are joined, and of two handlers the caller's goes first and keeps the
 * part's from acting by `preventDefault`.
 */
export function mergeProps<P extends object>(part: P, own: Partial<P> = {}): P {
  const merged: P = { ...part, ...own }
  for (const [name, ofPart] of entriesOf(part)) {
    const ofCaller = valueOf(own, name)
    if (ofCaller === undefined || ofPart === undefined) Object.assign(merged, { [name]: ofCaller ?? ofPart })
    else if (name === 'className') Object.assign(merged, { className: `${String(ofPart)} ${String(ofCaller)}` })
    else if (name === 'ref') Object.assign(merged, { ref: (element: unknown) => setBoth(ofPart, ofCaller, element) })
    else if (isHandler(name, ofPart) && isHandler(name, ofCaller))
      Object.assign(merged, {
        [name]: (event: { readonly defaultPrevented?: boolean }) => {
          ofCaller(event)
          if (!event.defaultPrevented) ofPart(event)
        },
      })
  }
  return merged
}

function entriesOf(props: object): readonly (readonly [string, unknown])[] {
  return Object.entries(props)
}

function valueOf(props: Props | object, name: string): unknown {
  return Object.entries(props).find(([key]) => key === name)?.[1]
}

function isHandler(name: string, value: unknown): value is (event: object) => void {
  return /^on[A-Z]/.test(name) && typeof value === 'function'
}

function setBoth(one: unknown, other: unknown, element: unknown): void {
  for (const ref of [one, other]) {
    if (typeof ref === 'function') ref(element)
    else if (typeof ref === 'object' && ref !== null && 'current' in ref) ref.current = element
  }
}
