import { CloseIcon, CopyIcon, RetryIcon } from '@mediconnect/chat-ui'
import { CONTROLS, controlProps } from '../../qa/model/controls.ts'
import { demoRooms, firstRoom } from '../../qa/model/demoRooms.ts'
import { describeFaults } from '../../qa/model/faultSettings.ts'
import type { PaneSetup } from '../../qa/model/setup.ts'
import { DEMO_USERS, type DemoUser } from '../../session/demoUsers.ts'
import { ControlButton } from './ControlButton.tsx'

export interface PaneHeadProps {
  readonly pane: PaneSetup
  readonly user: DemoUser
  /** Another pane is the same user's first device. */
  readonly isSecondDevice: boolean
  readonly canAdd: boolean
  readonly onUser: (username: string, roomName: string) => void
  readonly onRoom: (roomName: string) => void
  readonly onReload: () => void
  readonly onSecondDevice: () => void
  readonly onClose: () => void
  /** Where the client puts its bell. */
  readonly bellRef: (place: HTMLElement | null) => void
}

/** Who sits in a pane, in which room, and what is wrong there. */
export function PaneHead(props: PaneHeadProps) {
  const { pane, user, isSecondDevice, canAdd, bellRef } = props
  const { slot, roomName, faults } = pane
  const rooms = demoRooms(user)
  const words = describeFaults(faults)

  return (
    <header className="qa-pane__head">
      <div className="qa-pane__line">
        <span className="qa-pane__slot" aria-hidden="true">
          {slot}
        </span>
        <select
          {...controlProps('user', slot)}
          className="qa-field qa-field--name"
          aria-label={CONTROLS.user.label}
          value={user.username}
          onChange={({ target }) => {
            const next = DEMO_USERS.find((one) => one.username === target.value)
            if (next) props.onUser(next.username, firstRoom(next))
          }}
        >
          {DEMO_USERS.map((one) => (
            <option key={one.id} value={one.username}>
              {one.username}
            </option>
          ))}
        </select>
        <span className="qa-pane__tools">
          <span ref={bellRef} className="qa-pane__bell" />
          <ControlButton control="second-device" slot={slot} disabled={!canAdd} onPress={props.onSecondDevice}>
            <CopyIcon />
          </ControlButton>
          <ControlButton control="reload" slot={slot} onPress={props.onReload}>
            <RetryIcon />
          </ControlButton>
          <ControlButton control="close" slot={slot} onPress={props.onClose}>
            <CloseIcon />
          </ControlButton>
        </span>
      </div>
      <select
        {...controlProps('room', slot)}
        className="qa-field"
        aria-label={CONTROLS.room.label}
        value={roomName}
        onChange={({ target }) => props.onRoom(target.value)}
      >
        {!rooms.some(({ name }) => name === roomName) && <option value={roomName}>{roomName}</option>}
        {rooms.map(({ name, title }) => (
          <option key={name} value={name}>
            {name} · {title}
          </option>
        ))}
      </select>
      {(isSecondDevice || words.length > 0) && (
        <ul className="qa-pane__faults" aria-label="What is special here" data-testid={`pane-${slot}-active-faults`}>
          {isSecondDevice && <li className="qa-chip">Second device</li>}
          {words.map((word) => (
            <li key={word} className="qa-chip" data-kind="fault">
              {word}
            </li>
          ))}
        </ul>
      )}
    </header>
  )
}
