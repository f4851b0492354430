import { RequestError } from '../transport/http.ts'

const MAX_RETRIES = 3
/** Refusals that may be another answer next time. */
const TEMPORARY = [408, 429]

/** Tries a failed fetch again, unless the server has said no: asking again would not change that. */
export function retryUnlessRefused(failures: number, error: Error): boolean {
  const refused =
    error instanceof RequestError && error.status >= 400 && error.status < 500 && !TEMPORARY.includes(error.status)
  return !refused && failures < MAX_RETRIES
}
