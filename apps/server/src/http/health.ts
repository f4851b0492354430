import { createDatabaseCheck } from './databaseCheck.ts'
import type { Routes } from './routes.ts'

/** Liveness and metrics, for machines: without a token. */
export const healthRoutes: Routes = (app, context) => {
  const { health, metrics } = context
  const databaseState = createDatabaseCheck(context)

  app.get('/healthz', async (_request, reply) => {
    const database = await databaseState()
    // Without Redis this node still serves its own sockets.
    return reply.code(database === 'ok' ? 200 : 503).send({ status: database, database, redis: health.redis() })
  })

  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
}
