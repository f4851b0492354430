import { parseRoom } from '@mediconnect/protocol'
import { useState } from 'react'
import { Field } from '../controls/Field.tsx'
import { navigate } from '../routing/navigate.ts'
import './OpenRoomForm.css'

/** Opens any room by its name, for admins. */
export function OpenRoomForm() {
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()

  function open(): void {
    const room = parseRoom(name.trim())
    setError(room ? undefined : 'Rooms are called like 123_456, clinic_1 or department_7.')
    if (room) navigate({ page: 'room', roomName: room.name })
  }

  return (
    <form
      className="open-room"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        open()
      }}
    >
      <Field label="Open a room by name" error={error}>
        {(input) => (
          <div className="open-room__line">
            <input
              {...input}
              className="input"
              placeholder="123_456"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              data-testid="open-room-name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <button className="button" type="submit" data-testid="open-room">
              Open
            </button>
          </div>
        )}
      </Field>
    </form>
  )
}
