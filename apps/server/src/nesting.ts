/** Deeper than anyone needs, and far from where writing it as JSON again would fail. */
const MAX_LEVELS = 32

/** Whether a value from outside is nested so deep that it could be read, but not be written again. */
export function isTooDeep(value: unknown, levels = MAX_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isTooDeep(each, levels - 1))
}
