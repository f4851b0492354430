import { hashOf, type Route } from './route.ts'

/** Goes to a page of the demo. */
export function navigate(route: Route): void {
  window.location.hash = hashOf(route)
}
