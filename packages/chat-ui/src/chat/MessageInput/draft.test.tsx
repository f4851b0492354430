import { RealtimeProvider } from '@mediconnect/ws-react'
import type { MemoryServer } from '@mediconnect/ws-react/testing'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { clinic } from '../../../fixtures/clinic.ts'
import { ROOM } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { jane, john } from '../../../fixtures/people.ts'
import { ChatWindow } from '../ChatWindow/ChatWindow.tsx'

/** The room as a page that was just loaded shows it: nothing is left in memory, only what the browser keeps. */
function load(server: MemoryServer) {
  return renderPart(
    <RealtimeProvider
      url={server.url}
      currentUser={john}
      getToken={() => server.token(john.id)}
      WebSocket={server.WebSocket}
      fetch={server.fetch}
    >
      <ChatWindow roomName={ROOM} currentUser={john} targetUser={jane} style={{ blockSize: 500 }} />
    </RealtimeProvider>,
  )
}

const box = () => page.getByRole('textbox')

test('a draft survives a reload, and is gone for good once it is sent', async () => {
  const server = clinic()
  const first = await load(server)
  await userEvent.type(box(), 'half a sent')
  await first.unmount()
  const second = await load(server)
  await expect.element(box()).toHaveValue('half a sent')
  await userEvent.type(box(), 'ence{Enter}')
  await expect.element(box()).toHaveValue('')
  await expect.element(page.getByText('half a sentence')).toBeVisible()
  await second.unmount()
  await load(server)
  await expect.element(page.getByText('half a sentence')).toBeVisible()
  await expect.element(box()).toHaveValue('')
})
