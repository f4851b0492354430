import { Refusal } from '@mediconnect/protocol'
import * as v from 'valibot'
import { auditCall } from './auditCall.ts'
import { isInline } from './contentType.ts'
import { contentDisposition } from './fileName.ts'
import { parse } from './parse.ts'
import { requireRoom } from './requireRoom.ts'
import { requireUser, type Routes } from './routes.ts'

const MAX_AGE_S = 24 * 60 * 60

const ParamsSchema = v.object({ id: v.string() })
const IdSchema = v.pipe(v.string(), v.uuid())

/** An attachment, for those who may be in its room now. Nothing in it runs in the page's origin. */
export const downloadRoutes: Routes = (app, context) => {
  app.get('/api/uploads/:id/:name', async (request, reply) => {
    const user = await requireUser(request, context)
    const { id } = parse(ParamsSchema, request.params)
    const upload = v.is(IdSchema, id) ? await context.store.uploads.find(id) : undefined
    if (!upload) throw new Refusal('WS_005', 'There is no such upload.')
    await requireRoom(upload.room_name, user.id, context)
    auditCall(request, context, { action: 'file_read', room_name: upload.room_name, target: id })
    const kind = isInline(upload.content_type) ? 'inline' : 'attachment'
    return reply
      .type(upload.content_type)
      .header('content-length', upload.file_size)
      .header('content-disposition', contentDisposition(kind, upload.file_name))
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('cache-control', `private, max-age=${MAX_AGE_S}, immutable`)
      .header('vary', 'authorization')
      .send(context.files.read(id))
  })
}
