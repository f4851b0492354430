/** fetch cannot tell how far an upload got; XMLHttpRequest can. */
export function xhrUpload(url: string, init: RequestInit, onProgress?: (fraction: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    init.signal?.throwIfAborted()
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'POST', url)
    for (const [name, value] of Object.entries(init.headers ?? {})) request.setRequestHeader(name, String(value))
    request.upload.onprogress = (event) => event.lengthComputable && onProgress?.(event.loaded / event.total)
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }))
    request.onerror = () => reject(new TypeError('The upload failed.'))
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'))
    init.signal?.addEventListener('abort', () => request.abort())
    request.send(init.body instanceof FormData ? init.body : null)
  })
}
