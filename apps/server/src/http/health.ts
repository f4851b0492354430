import type { Routes } from './routes.ts'

/** Liveness and metrics, for machines: without a token. */
export const healthRoutes: Routes = (app, { store, metrics, log }) => {
  app.get('/healthz', async (_request, reply) => {
    const database = await store.check().then(
      () => 'ok' as const,
      (error: unknown) => {
        log.error({ err: error }, 'The database cannot be read')
        return 'unavailable' as const
      },
    )
    const status = database === 'ok' ? 'ok' : 'unavailable'
    return reply.code(status === 'ok' ? 200 : 503).send({ status, database, redis: 'not configured' })
  })

  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
}
