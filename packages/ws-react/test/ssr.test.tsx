// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  RealtimeProvider,
  useAttachmentUrl,
  useChat,
  useConnectionStatus,
  useNotifications,
  usePresence,
  useRealtimeClient,
  useRooms,
  useSignOut,
  useUnsentCount,
  useWebSocket,
} from '../src/index.ts'
import { memoryServer } from './memoryWorld.tsx'
import { doctor } from './people.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Every hook, each with something to show. */
function EveryHook(): ReactNode {
  const { messages, connection } = useChat('123_456')
  const { notifications, critical, counts } = useNotifications({ unread: true })
  const { status, presence } = usePresence()
  const { rooms, status: roomsStatus } = useRooms()
  const { url } = useAttachmentUrl('/api/uploads/1/scan.pdf')
  const { status: notificationStatus } = useConnectionStatus()
  const { connectionStatus } = useWebSocket('wss://chat.example.org/ws/chat/123_456/', 'token')
  useSignOut()
  return (
    <p>
      {connection.status} {messages.length} {notifications.length + critical.length + counts.unread} {status}{' '}
      {Object.keys(presence).length} {roomsStatus} {rooms.length} {url ?? 'loading'} {notificationStatus}{' '}
      {connectionStatus} {useUnsentCount()} {useRealtimeClient().user.id}
    </p>
  )
}

const Screen = (): ReactNode => (
  <StrictMode>
    <RealtimeProvider
      url="https://chat.example.org"
      currentUser={doctor}
      getToken={() => 'token'}
      idleTimeout={15 * 60_000}
      onAudit={() => undefined}
      fetch={() => new Promise(() => undefined)}
    >
      <EveryHook />
    </RealtimeProvider>
  </StrictMode>
)

describe('rendering on a server', () => {
  test('every hook renders without a window, and opens nothing', () => {
    for (const name of ['window', 'document', 'WebSocket', 'sessionStorage', 'indexedDB', 'location', 'navigator']) {
      vi.stubGlobal(name, undefined)
    }
    const html = renderToString(<Screen />)
    expect(html.replaceAll('<!-- -->', '')).toBe('<p>idle 0 0 online 0 loading 0 loading idle disconnected 0 123</p>')
  })

  test('the browser takes over what the server rendered, in StrictMode, without a warning', () => {
    vi.stubGlobal('WebSocket', memoryServer().WebSocket)
    const warned = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]
    const recovered: unknown[] = []
    const page = document.createElement('div')
    page.append(...new DOMParser().parseFromString(renderToString(<Screen />), 'text/html').body.childNodes)
    document.body.append(page)
    const before = page.firstChild
    const { unmount } = render(<Screen />, {
      container: page,
      hydrate: true,
      onRecoverableError: (error) => recovered.push(error),
    })
    expect(recovered).toEqual([])
    for (const spy of warned) expect(spy).not.toHaveBeenCalled()
    expect(page.firstChild).toBe(before)
    unmount()
    page.remove()
  })
})
