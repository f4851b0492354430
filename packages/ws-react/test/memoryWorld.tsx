import { render, type RenderResult } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import type { User } from '@mediconnect/protocol'
import { RealtimeProvider } from '../src/index.ts'
import { createMemoryServer, type MemoryServer } from '../src/testing/index.ts'
import { doctor, nurse, patient } from './people.ts'

export const room = '123_456'

export function memoryServer(): MemoryServer {
  return createMemoryServer({
    users: [doctor, patient, nurse],
    rooms: [
      { name: room, members: [doctor.id, patient.id] },
      { name: 'clinic_1', title: 'Clinic 1', members: [doctor.id, nurse.id] },
    ],
  })
}

/** Renders a screen for a user, in StrictMode, on a memory server. */
export function renderFor(server: MemoryServer, user: User, screen: ReactNode): RenderResult {
  return render(
    <StrictMode>
      <RealtimeProvider
        url={server.url}
        currentUser={user}
        getToken={() => server.token(user.id)}
        WebSocket={server.WebSocket}
        fetch={server.fetch}
      >
        {screen}
      </RealtimeProvider>
    </StrictMode>,
  )
}
