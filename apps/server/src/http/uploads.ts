import { randomUUID } from 'node:crypto'
import type { MultipartFile } from '@fastify/multipart'
import { MAX_UPLOAD_BYTES, Refusal, type Room, type Upload } from '@mediconnect/protocol'
import type { FastifyRequest } from 'fastify'
import { fileTypeFromFile } from 'file-type'
import type { UserRecord } from '../store/store.ts'
import { auditCall } from './auditCall.ts'
import { contentTypeOf } from './contentType.ts'
import { safeFileName } from './fileName.ts'
import { HttpRefusal } from './httpError.ts'
import { requireRoom } from './requireRoom.ts'
import { requireUser, type HttpContext, type Routes } from './routes.ts'

/** The form around the file: boundaries, headers, the room's name. */
const FORM_BYTES = 64 * 1024
const LIMITS = { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 10, fieldSize: 1_000 }
const ROOM_FIELDS: ReadonlySet<string> = new Set(['room_name', 'room'])

/** Stores an attachment for a room: `room_name`, then `file`. */
export const uploadRoutes: Routes = (app, context) => {
  app.post('/api/uploads/', async (request, reply) => {
    const user = await requireUser(request, context)
    if (!request.isMultipart()) throw new Refusal('WS_004', 'Send multipart/form-data: room_name, then file.')
    if (Number(request.headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES + FORM_BYTES) throw tooLarge()
    return reply.code(201).send(await receive(request, user, context))
  })
}

async function receive(request: FastifyRequest, user: UserRecord, context: HttpContext): Promise<Upload> {
  let room: Room | undefined
  for await (const part of partsOf(request)) {
    if (part.type === 'field') {
      if (ROOM_FIELDS.has(part.fieldname)) room = await requireRoom(String(part.value), user.id, context)
      continue
    }
    if (!room) throw new Refusal('WS_004', 'room_name must come before file, so that it is known who may send it.')
    const upload = await store(part, room, user, context)
    auditCall(request, context, { action: 'file_uploaded', room_name: room.name, target: upload.id })
    return upload
  }
  throw new Refusal('WS_004', 'The file is missing.')
}

/** What is wrong with the form is the caller's fault. */
async function* partsOf(request: FastifyRequest) {
  try {
    yield* request.parts({ limits: LIMITS })
  } catch (error) {
    throw isFaultOfDisk(error) ? error : badForm()
  }
}

async function store(part: MultipartFile, room: Room, user: UserRecord, context: HttpContext): Promise<Upload> {
  const file = await context.files.receive(part.file).catch((error: unknown) => {
    throw part.file.errored && !isFaultOfDisk(error) ? badForm() : error
  })
  try {
    if (part.file.truncated) throw tooLarge()
    if (file.size === 0) throw new Refusal('WS_004', 'The file is empty.')
    context.calls.upload(user.id, file.size)
    const fileName = safeFileName(part.filename)
    const detected = (await fileTypeFromFile(file.path))?.mime
    const contentType = contentTypeOf({ fileName, declared: part.mimetype.toLowerCase(), detected })
    if (contentType === undefined) {
      throw new HttpRefusal(415, 'WS_004', 'The file is not what its name or its type says.')
    }
    const id = randomUUID()
    await file.keep(id)
    const upload = { id, file_name: fileName, file_size: file.size, content_type: contentType }
    await context.store.uploads
      .add({ ...upload, room_name: room.name, user_id: user.id })
      .catch(async (error: unknown) => {
        await context.files.remove(id)
        throw error
      })
    return { ...upload, file_url: `/api/uploads/${id}/${encodeURIComponent(fileName)}` }
  } finally {
    await file.discard()
  }
}

function isFaultOfDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function badForm(): Refusal {
  return new Refusal('WS_004', 'The form could not be read to its end.')
}

function tooLarge(): Refusal {
  return new Refusal('WS_010', `A file has at most ${MAX_UPLOAD_BYTES} bytes.`)
}
