/** A list without what could not be read. */
export function present<Item>(items: (Item | undefined)[]): Item[] {
  return items.filter((item) => item !== undefined)
}
