import { createFaults, type Faults, type MemoryServer } from '@mediconnect/ws-react/testing'
import { john } from '../../fixtures/people.ts'
import type { TabPage } from './tab.tsx'

/** Another tab of the same user, as an iframe of the same origin. */
export interface Tab {
  readonly document: Document
  /** The network of this tab alone. */
  readonly faults: Faults
  /** It gets the focus. */
  look(): void
  type(text: string): void
  /** Presses Enter in the box. */
  send(): void
  close(): void
}

export async function openTab(server: MemoryServer): Promise<Tab> {
  const frame = document.createElement('iframe')
  // One over the other, as tabs are: each could be seen.
  frame.style.cssText = 'position: fixed; inset: 0; inline-size: 400px; block-size: 800px; border: 0'
  // The test runner wraps dynamic imports in the pages it knows.
  const runner = 'window.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() }'
  const script = new URL('./tab.tsx', import.meta.url).href
  frame.srcdoc = `<!doctype html><script>${runner}</script><script type="module" src="${script}"></script>`
  const page = await new Promise<TabPage>((resolve) => {
    // The event is of the other page's making, so no `instanceof` knows it.
    frame.addEventListener('tab-ready', (event) => resolve((event as CustomEvent<TabPage>).detail))
    document.body.append(frame)
  })
  const view = frame.contentWindow
  if (!view) throw new Error('The tab has no window.')
  const faults = createFaults(server)
  const { url, getToken } = server.as(john.id)
  page.open({ url, currentUser: john, getToken, WebSocket: faults.WebSocket, fetch: faults.fetch })

  function box(): HTMLTextAreaElement {
    const found = view?.document.querySelector('textarea')
    if (!found) throw new Error('The tab has no box.')
    return found
  }
  return {
    document: view.document,
    faults,
    look: () => view.dispatchEvent(new Event('look')),
    type: (text) => {
      box().focus()
      view.document.execCommand('insertText', false, text)
    },
    send: () => {
      const key = { key: 'Enter', bubbles: true, cancelable: true }
      box().dispatchEvent(new KeyboardEvent('keydown', key))
    },
    close: () => frame.remove(),
  }
}
