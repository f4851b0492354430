/** A page of the demo, kept in the address's hash so that a reload and the back button work. */
export type Route =
  | { readonly page: 'rooms' }
  | { readonly page: 'room'; readonly roomName: string }
  | { readonly page: 'admin' }
  | { readonly page: 'side-by-side' }
  | { readonly page: 'profile' }
  /** `query` says what stands on the bench. */
  | { readonly page: 'qa'; readonly query: string }
  | { readonly page: 'qa-scripts' }
  /** Where a notification's `action_url` would lead in a real product. */
  | { readonly page: 'destination'; readonly url: string }

/** The address of a page, such as `#/rooms/123_456`. */
export function hashOf(route: Route): string {
  switch (route.page) {
    case 'rooms':
      return '#/'
    case 'room':
      return `#/rooms/${encodeURIComponent(route.roomName)}`
    case 'destination':
      return `#/to/${encodeURIComponent(route.url)}`
    case 'qa':
      return route.query ? `#/qa?${route.query}` : '#/qa'
    case 'qa-scripts':
      return '#/qa/scripts'
    case 'admin':
    case 'profile':
    case 'side-by-side':
      return `#/${route.page}`
  }
}

/** The page an address stands for; an unknown one is the list of rooms. */
export function parseHash(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s)
  const [page, rest] = path.split(/\/(.*)/s)
  if (page === 'qa') return rest === 'scripts' ? { page: 'qa-scripts' } : { page, query }
  if (page === 'admin' || page === 'profile' || page === 'side-by-side') return { page }
  const value = decode(rest ?? '')
  if (page === 'rooms' && value) return { page: 'room', roomName: value }
  if (page === 'to' && value) return { page: 'destination', url: value }
  return { page: 'rooms' }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
