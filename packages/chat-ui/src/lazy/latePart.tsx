import type { ComponentType } from 'react'
import type { Late } from './createLate.ts'
import { useLate } from './useLate.ts'

/**
 * A part of a late chunk, which is asked for when the part is first rendered; until then `Place` stands for it. `onFailed`
 * is for what must not begin by itself much later.
 */
export function latePart<Chunk, Props extends object>(
  late: Late<Chunk>,
  partOf: (chunk: Chunk) => ComponentType<Props>,
  Place?: ComponentType<Props>,
  onFailed?: (props: Props) => void,
): ComponentType<Props> {
  return function LatePart(props: Props) {
    const chunk = useLate(late, { onFailed: () => onFailed?.(props) })
    const Part = chunk ? partOf(chunk) : Place
    return Part ? <Part {...props} /> : null
  }
}
