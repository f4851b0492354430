import { useContext } from 'react'
import { AnnouncerContext, type Announce } from './AnnouncerContext.ts'

/** Speaks through the nearest `<Announcer>`; without one nothing is said. */
export function useAnnounce(): Announce {
  return useContext(AnnouncerContext) ?? silent
}

function silent(): void {
  // Nobody listens.
}
