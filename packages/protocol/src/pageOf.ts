/** The bare list of a server that knows only the spec, as a page that says nothing of further ones. */
export function pageOf<Item>(results: Item[]) {
  return { results, has_more: undefined, unread_count: undefined }
}
