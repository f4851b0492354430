import { createDatabaseCheck } from './databaseCheck.ts'
import type { Routes } from './routes.ts'

/** Whether a balancer should send this node new connections: without a token. */
export const readyRoutes: Routes = (app, context) => {
  const databaseState = createDatabaseCheck(context)

  app.get('/readyz', async (_request, reply) => {
    const phase = context.health.phase()
    if (phase !== 'serving') return reply.code(503).send({ status: phase })
    if ((await databaseState()) !== 'ok') return reply.code(503).send({ status: 'database unavailable' })
    return { status: 'ready' }
  })
}
