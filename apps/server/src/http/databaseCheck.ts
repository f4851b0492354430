import type { HttpContext } from './routes.ts'

/** A database that hangs counts as away after this. */
const CHECK_MS = 2_000

export type DatabaseCheck = () => Promise<'ok' | 'unavailable'>

/** Asks the database whether it answers; who asks meanwhile gets the same answer, so that asking costs nothing. */
export function createDatabaseCheck({ store, log }: Pick<HttpContext, 'store' | 'log'>): DatabaseCheck {
  let underway: Promise<'ok' | 'unavailable'> | undefined

  function ask(): Promise<'ok' | 'unavailable'> {
    return store
      .check()
      .then(
        () => 'ok' as const,
        (error: unknown) => {
          log.error({ err: error }, 'The database cannot be read')
          return 'unavailable' as const
        },
      )
      .finally(() => {
        underway = undefined
      })
  }

  return async () => {
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<'unavailable'>((resolve) => {
      timer = setTimeout(resolve, CHECK_MS, 'unavailable')
    })
    underway ??= ask()
    try {
      return await Promise.race([underway, tooLate])
    } finally {
      clearTimeout(timer)
    }
  }
}
