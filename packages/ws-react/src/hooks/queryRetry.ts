import { isRefusal } from '../transport/http.ts'

const MAX_RETRIES = 3

/** Tries a failed fetch again, unless the server has said no. */
export function retryUnlessRefused(failures: number, error: Error): boolean {
  return !isRefusal(error) && failures < MAX_RETRIES
}
