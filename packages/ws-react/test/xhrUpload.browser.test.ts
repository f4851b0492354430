import { expect, test } from 'vitest'
import { xhrUpload } from '../src/transport/xhrUpload.ts'

const body = (): FormData => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(2_000_000)], 'scan.bin'))
  return form
}
/** The page's own server takes it, whatever it answers. */
const url = (): string => new URL('/nothing-here', location.href).href

test('an upload tells how far it is, and gives the answer', async () => {
  const told: number[] = []
  const response = await xhrUpload(url(), { method: 'POST', body: body() }, (fraction) => told.push(fraction))
  expect(response.status).toBeGreaterThanOrEqual(200)
  expect(told.at(-1)).toBe(1)
})

test('an upload that is cancelled ends, whether it has begun or not', async () => {
  for (const cancel of [
    (abort: AbortController) => abort.abort(),
    (abort: AbortController) => queueMicrotask(() => abort.abort()),
  ]) {
    const abort = new AbortController()
    cancel(abort)
    const upload = xhrUpload(url(), { method: 'POST', body: body(), signal: abort.signal }, () => undefined)
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
  }
})
