import { resolveObjectURL } from 'node:buffer'
import { expect, test } from 'vitest'
import { createAttachmentCache } from '../src/store/attachmentCache.ts'

async function typeShown(type: string): Promise<string | undefined> {
  const http = { blob: () => Promise.resolve(new Blob(['<script>alert(1)</script>'], { type })) }
  const attachments = createAttachmentCache({ http, baseUrl: 'https://chat.example' })
  const { url } = attachments.acquire('/api/uploads/1/file')
  return resolveObjectURL(await url)?.type
}

test.each(['image/png', 'image/jpeg', 'audio/webm', 'video/mp4'])('an attachment of type %s keeps it', async (type) => {
  expect(await typeShown(type)).toBe(type)
})

test.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'application/pdf', 'text/xml', ''])(
  'an attachment of type "%s" can only be downloaded: opened, it could be a page of this origin',
  async (type) => {
    expect(await typeShown(type)).toBe('application/octet-stream')
  },
)
