import { useContext, useState, type ReactNode } from 'react'
import { SlotsContext, type SlotsValue } from './SlotsContext.ts'

/** The two maps, a slot's name, its props, a style. */
const DEPTH = 4

export interface SlotsProviderProps extends Partial<SlotsValue> {
  readonly children?: ReactNode
}

/** Puts a host's own parts in place for all that is below; what is left out stays as it is above. */
export function SlotsProvider({ slots, slotProps, children }: SlotsProviderProps): ReactNode {
  const above = useContext(SlotsContext)
  const given: SlotsValue = {
    slots: slots ? { ...above.slots, ...slots } : above.slots,
    slotProps: slotProps ? { ...above.slotProps, ...slotProps } : above.slotProps,
  }
  // Objects written out in JSX are new ones each time: rows need not be drawn again for that.
  const [value, setValue] = useState(given)
  if (value !== given && !isSame(value, given, DEPTH)) setValue(given)
  return <SlotsContext.Provider value={value}>{children}</SlotsContext.Provider>
}

/** Whether two are equal, looking into objects so many levels deep. */
function isSame(a: unknown, b: unknown, depth: number): boolean {
  if (Object.is(a, b)) return true
  if (depth === 0 || !isPlain(a) || !isPlain(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => isSame(a[name], b[name], depth - 1))
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
