import { useEffect, useRef } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { useNow } from '../../i18n/useNow.ts'
import { Icon } from '../../icons/Icon.tsx'
import type { Recorder } from './useRecorder.ts'

const TICK_MS = 250

/** Takes the box's place while the microphone is on: what it does, for how long, and two ways out. */
export function RecordingBar({ recorder }: { readonly recorder: Recorder }) {
  const { strings } = useLocale()
  const { state } = recorder
  const send = useRef<HTMLButtonElement>(null)
  const recording = state.status === 'recording'

  useEffect(() => {
    // The button that had the focus is gone with the box.
    if (recording) send.current?.focus()
  }, [recording])

  return (
    <div
      className="mc-recording"
      role="group"
      aria-label={strings.recording}
      onKeyDown={(event) => {
        if (event.key === 'Escape') recorder.cancel()
      }}
    >
      <button
        type="button"
        className="mc-icon-button"
        aria-label={recording ? strings.discardRecording : strings.cancel}
        onClick={recorder.cancel}
      >
        <Icon name={recording ? 'trash' : 'close'} />
      </button>
      <span className="mc-recording__say">
        {state.status === 'recording' ? (
          <>
            <span className="mc-recording__light" aria-hidden="true" />
            <span role="status">{strings.recording}</span>
            <Elapsed since={state.startedAt} />
          </>
        ) : (
          <span role="status">{strings.askingForMicrophone}</span>
        )}
      </span>
      <button
        ref={send}
        type="button"
        className="mc-icon-button mc-composer__send"
        aria-label={strings.sendRecording}
        disabled={!recording}
        onClick={recorder.finish}
      >
        <Icon name="send" />
      </button>
    </div>
  )
}

function Elapsed({ since }: { readonly since: number }) {
  const { formats } = useLocale()
  const now = useNow(TICK_MS)
  return <span className="mc-recording__time">{formats.duration((now - since) / 1000)}</span>
}
