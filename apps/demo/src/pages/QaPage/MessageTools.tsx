import { useState } from 'react'
import { CONTROLS, controlProps } from '../../qa/model/controls.ts'
import { demoRooms, firstRoom } from '../../qa/model/demoRooms.ts'
import type { DemoTokens } from '../../qa/tools/demoTokens.ts'
import { sendBurst } from '../../qa/tools/sendBurst.ts'
import { sendFlood, type FloodResult } from '../../qa/tools/sendFlood.ts'
import { DEMO_USERS, PATIENT_DOE } from '../../session/demoUsers.ts'
import { ControlButton } from './ControlButton.tsx'
import type { Errand } from './useErrand.ts'

const COUNT = 20
const MAX_COUNT = 2_000

export interface MessageToolsProps {
  readonly tokens: DemoTokens
  readonly errand: Errand
}

/** Many messages at once from one user: patiently, or as a flood. */
export function MessageTools({ tokens, errand }: MessageToolsProps) {
  const [user, setUser] = useState(PATIENT_DOE)
  const [roomName, setRoomName] = useState(firstRoom(PATIENT_DOE))
  const [count, setCount] = useState(COUNT)
  const order = { user, roomName, count, tokens }

  return (
    <fieldset className="qa-server__group">
      <legend>Messages</legend>
      <div className="qa-server__line">
        <label className="qa-labelled">
          {CONTROLS['message-user'].label}
          <select
            {...controlProps('message-user')}
            className="qa-field"
            value={user.username}
            onChange={({ target }) => {
              const next = DEMO_USERS.find((one) => one.username === target.value)
              if (!next) return
              setUser(next)
              setRoomName(firstRoom(next))
            }}
          >
            {DEMO_USERS.map(({ id, username }) => (
              <option key={id}>{username}</option>
            ))}
          </select>
        </label>
        <label className="qa-labelled">
          {CONTROLS['message-room'].label}
          <select
            {...controlProps('message-room')}
            className="qa-field"
            value={roomName}
            onChange={({ target }) => setRoomName(target.value)}
          >
            {demoRooms(user).map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label className="qa-labelled">
          {CONTROLS['message-count'].label}
          <input
            {...controlProps('message-count')}
            className="qa-field qa-field--number"
            type="number"
            min={1}
            max={MAX_COUNT}
            value={count}
            onChange={({ target }) => setCount(Math.min(MAX_COUNT, Math.max(1, Math.trunc(Number(target.value)))))}
          />
        </label>
        <ControlButton
          control="burst"
          onPress={() =>
            errand.run(`${count} messages are stored`, () =>
              sendBurst({ ...order, onProgress: (stored) => errand.say(`${stored} of ${count} stored …`) }),
            )
          }
        />
        <ControlButton
          control="flood"
          onPress={() => errand.run('', async () => describeFlood(await sendFlood(order)))}
        />
      </div>
    </fieldset>
  )
}

function describeFlood({ stored, refused, closedWith }: FloodResult): string {
  const refusals = Object.entries(refused).map(([code, times]) => `${times} refused with ${code}`)
  const parts = [`${stored} stored`, ...refusals]
  if (closedWith !== undefined) parts.push(`closed with ${closedWith}`)
  return parts.join(', ')
}
