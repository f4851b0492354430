import { memo, useState, useSyncExternalStore } from 'react'
import { useClipboard } from '../../controls/useClipboard.ts'
import { CONTROLS, controlProps } from '../../qa/model/controls.ts'
import type { Slot } from '../../qa/model/setup.ts'
import { MAX_ROWS, type FrameLog, type FrameRow, type RowDirection } from '../../qa/network/frameLog.ts'
import { ControlButton } from './ControlButton.tsx'

const DIRECTIONS: Readonly<Record<RowDirection, string>> = { in: 'In', out: 'Out', line: 'Line' }
const ARROWS: Readonly<Record<RowDirection, string>> = { in: '↓', out: '↑', line: '·' }

export interface FramesPanelProps {
  readonly slot: Slot
  readonly log: FrameLog
}

/** What passed between a pane and the server, newest first: kinds, sizes and ids, never texts or tokens. */
export function FramesPanel({ slot, log }: FramesPanelProps) {
  const live = useSyncExternalStore(log.subscribe, log.getRows)
  const [held, setHeld] = useState<readonly FrameRow[]>()
  const [type, setType] = useState('')
  const [direction, setDirection] = useState<RowDirection | ''>('')
  const { outcome, copy } = useClipboard()
  const rows = held ?? live
  const shown = rows.filter(
    (row) => (direction === '' || row.direction === direction) && row.type.includes(type.trim()),
  )

  return (
    <div className="qa-frames">
      <div className="qa-frames__tools">
        <input
          {...controlProps('filter-type', slot)}
          className="qa-field"
          aria-label={CONTROLS['filter-type'].label}
          placeholder="Type"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={type}
          onChange={(event) => setType(event.target.value)}
        />
        <select
          {...controlProps('filter-direction', slot)}
          className="qa-field"
          aria-label={CONTROLS['filter-direction'].label}
          value={direction}
          onChange={({ target }) => setDirection(DIRECTION_NAMES.find((one) => one === target.value) ?? '')}
        >
          <option value="">Both ways</option>
          {DIRECTION_NAMES.map((one) => (
            <option key={one} value={one}>
              {DIRECTIONS[one]}
            </option>
          ))}
        </select>
        <ControlButton
          control="pause-frames"
          slot={slot}
          pressed={held !== undefined}
          onPress={() => setHeld(held ? undefined : live)}
        />
        <ControlButton control="copy-frames" slot={slot} onPress={() => copy(toJson(shown))} />
        <ControlButton
          control="clear-frames"
          slot={slot}
          onPress={() => {
            log.clear()
            setHeld(undefined)
          }}
        />
        <span className="qa-frames__said" role="status">
          {outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'The browser does not let this page copy.' : ''}
        </span>
      </div>
      <div className="qa-frames__rows" role="region" aria-label="Frames" tabIndex={0}>
        <table className="qa-table" data-testid={`pane-${slot}-frame-rows`}>
          <caption className="sr-only">The newest {MAX_ROWS} frames, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">
                <span className="sr-only">Direction</span>
              </th>
              <th scope="col">Type</th>
              <th scope="col">Bytes</th>
            </tr>
          </thead>
          <tbody>
            {shown.toReversed().map((row) => (
              <FrameRowView key={row.id} row={row} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="qa-frames__empty">Nothing yet.</p>}
      </div>
    </div>
  )
}

const DIRECTION_NAMES = ['in', 'out', 'line'] as const satisfies readonly RowDirection[]

/** A row never changes: one that comes draws no other. */
const FrameRowView = memo(function FrameRowView({ row }: { readonly row: FrameRow }) {
  return (
    <tr data-direction={row.direction} data-type={row.type} data-via={row.via} data-detail={row.detail}>
      <td className="qa-table__time">{timeOf(row)}</td>
      <td>
        <span aria-hidden="true">{ARROWS[row.direction]}</span>
        <span className="sr-only">{DIRECTIONS[row.direction]}</span>
      </td>
      <td>
        <span className="qa-table__type">{row.type}</span> <span className="qa-table__detail">{row.detail}</span>
      </td>
      <td className="qa-table__size">{row.direction === 'line' ? '' : row.size}</td>
    </tr>
  )
})

function timeOf({ at }: FrameRow): string {
  return new Date(at).toISOString().slice(11, 23)
}

function toJson(rows: readonly FrameRow[]): string {
  return JSON.stringify(
    rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
    undefined,
    2,
  )
}
