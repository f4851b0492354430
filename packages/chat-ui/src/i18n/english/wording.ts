import { createWording } from '../wording.ts'

/** How English writes numbers, plurals and names. */
export const { number, count: counted, list, name: named } = createWording<'one' | 'other'>('en')

/** "Ana and Jane", and of more than two "Ana and 2 others". */
export function listOf(names: readonly string[]): string {
  return names.length > 2 ? `${named(names[0] ?? '')} and ${number(names.length - 1)} others` : list(names)
}
