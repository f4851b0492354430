import { ApiError } from './api.ts'

/** What to tell someone whose sign-in did not work: what happened, and what to do. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong in this page. Reload it and try again.'
  switch (error.problem) {
    case 'refused':
      return 'That user name and password do not go together. Check both and try again.'
    case 'limited':
      return `Too many tries. ${wait(error.retryAfter)}, then try again.`
    case 'unreachable':
      return 'The server cannot be reached right now. Check that it is running, then try again.'
    case 'unexpected':
      return error.message
  }
}

function wait(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return 'Wait a minute'
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return `Wait ${seconds} second${seconds === 1 ? '' : 's'}`
}
