import { Refusal } from '@mediconnect/protocol'
import * as v from 'valibot'
import { parse } from './parse.ts'
import { profileOf } from './profile.ts'
import { requireUser, type Routes } from './routes.ts'

const ParamsSchema = v.object({ id: v.pipe(v.string(), v.maxLength(16)) })

/** Public profile and presence; `me` is the caller. */
export const userRoutes: Routes = (app, context) => {
  app.get('/api/users/:id/', async (request) => {
    const caller = await requireUser(request, context)
    const { id } = parse(ParamsSchema, request.params)
    const userId = id === 'me' ? caller.id : /^[1-9]\d*$/.test(id) ? Number(id) : undefined
    const user = userId === undefined ? undefined : await context.store.users.find(userId)
    if (!user) throw new Refusal('WS_006', 'There is no such user.')
    return profileOf(user, context)
  })
}
