import { RealtimeProvider } from '@mediconnect/ws-react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { clinic } from '../../../fixtures/clinic.ts'
import { ROOM } from '../../../fixtures/conversation.ts'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { bubbleOf, connectionOf } from '../../../fixtures/openChat.tsx'
import { jane, john } from '../../../fixtures/people.ts'
import { RebuiltChatWindow } from '../../../fixtures/RebuiltChatWindow.tsx'
import source from '../../../fixtures/RebuiltChatWindow.tsx?raw'

const MOST_LINES = 40
const WAIT = { timeout: 10_000 }

test('ChatWindow is rebuilt from its parts in at most 40 lines, and does the same', async () => {
  expect(source.trim().split('\n').length).toBeLessThanOrEqual(MOST_LINES)
  const server = clinic()
  await renderPart(
    <RealtimeProvider {...server.as(john.id)} storage="memory">
      <div style={{ display: 'grid', blockSize: 500 }}>
        <RebuiltChatWindow roomName={ROOM} currentUser={john} targetUser={jane} confirmSend={() => true} />
      </div>
    </RealtimeProvider>,
  )
  await expect.poll(connectionOf, WAIT).toBe('connected')
  await expect.element(page.getByRole('heading', { name: /Jane Doe/ })).toBeVisible()
  await userEvent.type(page.getByRole('textbox'), 'On Thursday?{Enter}')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => server.messages(ROOM).at(-1)?.message).toBe('On Thursday?')
  server.read(jane.id, ROOM)
  await expect.poll(() => bubbleOf('On Thursday?')?.getAttribute('data-state'), WAIT).toBe('read')
})
