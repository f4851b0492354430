import { useEffect, useRef } from 'react'
import { actionsStrings } from '../../i18n/english/actions.ts'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { recorderStrings } from '../../i18n/english/recorder.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import type { Strings } from '../../i18n/strings.ts'
import { useNow } from '../../i18n/useNow.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'
import { MicrophoneIcon } from '../../icons/MicrophoneIcon.ts'
import { PauseIcon } from '../../icons/PauseIcon.ts'
import { SendIcon } from '../../icons/SendIcon.ts'
import { TrashIcon } from '../../icons/TrashIcon.ts'
import { RecorderWave } from './RecorderWave.tsx'
import type { Recording } from './recordStream.ts'
import { useRecorder, type RecorderProblem, type RecorderState } from './useRecorder.ts'

const STRINGS = { ...actionsStrings, ...kindsStrings, ...recorderStrings }

const TICK_MS = 250
const MAX_MS = 5 * 60_000

/** What `VoiceRecorder` takes. */
export interface VoiceRecorderProps {
  /** With what was recorded, why it did not go, or nothing: discarded. */
  readonly onEnd: (result?: Recording | { readonly problem: string }) => void
  /** Milliseconds a recording may last; what was said by then is kept. @default five minutes */
  readonly maxMs?: number
}

/** Takes the box's place while the microphone is on: that it hears, for how long, and two ways out. */
export function VoiceRecorder({ onEnd, maxMs = MAX_MS }: VoiceRecorderProps) {
  const { formats, now } = useLocale()
  const strings = useStrings(STRINGS)
  const { state, pause, resume, finish } = useRecorder({
    now,
    maxMs,
    onRecording: onEnd,
    onProblem: (problem) => onEnd({ problem: problemText(problem, strings) }),
  })
  const discard = useRef<HTMLButtonElement>(null)
  const send = useRef<HTMLButtonElement>(null)
  const asking = state.status === 'asking'
  const ended = state.status === 'ended'

  useEffect(() => {
    // The button that had the focus is gone with the box.
    if (asking) discard.current?.focus()
    else send.current?.focus()
  }, [asking])

  return (
    <div
      className="mc-recording"
      role="group"
      aria-label={strings.voiceMessage}
      data-status={state.status}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // What was said is thrown away by its button alone.
        if (asking) onEnd()
        else if (state.status === 'recording') pause()
      }}
    >
      <button
        ref={discard}
        type="button"
        className="mc-icon-button"
        aria-label={asking ? strings.cancel : strings.discardRecording}
        onClick={() => onEnd()}
      >
        {asking ? <CloseIcon /> : <TrashIcon />}
      </button>
      <span className="mc-recording__say">
        {!asking && <span className="mc-recording__light" aria-hidden="true" />}
        <span role="status" className={asking || ended ? undefined : 'mc-sr-only'}>
          {statusText(state, strings, formats.duration(maxMs / 1000))}
        </span>
        {!asking && !ended && <RecorderWave stream={state.stream} paused={state.status === 'paused'} />}
        {!asking && <Elapsed state={state} />}
      </span>
      {!asking && !ended && (
        <button
          type="button"
          className="mc-icon-button"
          aria-label={state.status === 'paused' ? strings.resumeRecording : strings.pauseRecording}
          onClick={state.status === 'paused' ? resume : pause}
        >
          {state.status === 'paused' ? <MicrophoneIcon /> : <PauseIcon />}
        </button>
      )}
      <button
        ref={send}
        type="button"
        className="mc-icon-button mc-composer__send"
        aria-label={strings.sendRecording}
        disabled={asking}
        onClick={finish}
      >
        <SendIcon />
      </button>
    </div>
  )
}

function Elapsed({ state }: { readonly state: Exclude<RecorderState, { status: 'asking' }> }) {
  const { formats } = useLocale()
  const isRunning = state.status === 'recording'
  const now = useNow(isRunning ? TICK_MS : undefined)
  const ms = state.before + (isRunning ? Math.max(0, now - state.startedAt) : 0)
  return <span className="mc-recording__time">{formats.duration(ms / 1000)}</span>
}

function statusText(state: RecorderState, strings: Pick<Strings, keyof typeof recorderStrings>, limit: string): string {
  switch (state.status) {
    case 'asking':
      return strings.askingForMicrophone
    case 'recording':
      return strings.recording
    case 'paused':
      return strings.recordingPaused
    case 'ended':
      return state.reason === 'full' ? strings.recordingFull(limit) : strings.recordingLost
  }
}

function problemText(problem: RecorderProblem, strings: Pick<Strings, keyof typeof recorderStrings>): string {
  switch (problem) {
    case 'denied':
      return strings.microphoneDenied
    case 'missing':
      return strings.microphoneMissing
    case 'unsupported':
      return strings.microphoneUnsupported
    case 'failed':
      return strings.microphoneFailed
  }
}
