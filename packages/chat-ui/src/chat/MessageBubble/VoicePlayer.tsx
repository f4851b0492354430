import type { MessageMetadata } from '@mediconnect/protocol'
import { useEffect, useRef, useState } from 'react'
import { useAttachmentSource } from '../../attachments/AttachmentSourceContext.ts'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'

const SEEK_STEP_S = 0.1

/** Plays a voice message: play and pause, seek, time. */
export function VoicePlayer({ metadata }: { readonly metadata: MessageMetadata }) {
  const { strings, formats } = useLocale()
  const { url, error } = useAttachmentSource(metadata.file_url)
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [position, setPosition] = useState(0)
  const [measured, setMeasured] = useState<number>()
  const [failedUrl, setFailedUrl] = useState<string>()
  // What a browser records carries no length, and then reads as infinite: the message says it.
  const total = measured ?? metadata.duration ?? 0
  const failed = error !== undefined || (url !== undefined && failedUrl === url)
  const time = strings.voiceTime(formats.duration(position), formats.duration(total))

  useEffect(() => {
    // One voice at a time: another player's start stops this one. `play` does not bubble, so it is caught on its way down.
    const pauseForOther = (event: Event) => {
      if (event.target !== audio.current) audio.current?.pause()
    }
    document.addEventListener('play', pauseForOther, true)
    return () => document.removeEventListener('play', pauseForOther, true)
  }, [])

  function toggle() {
    const element = audio.current
    if (!element) return
    if (element.paused) element.play().catch(() => setPlaying(false))
    else element.pause()
  }

  return (
    <div
      className="mc-voice"
      role="group"
      aria-label={strings.voiceMessage}
      data-state={failed ? 'error' : !url ? 'loading' : playing ? 'playing' : 'paused'}
    >
      <button
        type="button"
        className="mc-icon-button mc-voice__play"
        aria-label={playing ? strings.pause : strings.play}
        disabled={!url || failed}
        onClick={toggle}
      >
        <Icon name={playing ? 'pause' : 'play'} />
      </button>
      <div className="mc-voice__track">
        <input
          type="range"
          min={0}
          max={Math.max(total, SEEK_STEP_S)}
          step={SEEK_STEP_S}
          value={Math.min(position, total)}
          aria-label={strings.seek}
          aria-valuetext={time}
          disabled={!url || failed}
          style={{ '--mc-played': total > 0 ? `${(Math.min(position, total) / total) * 100}%` : '0%' }}
          onChange={(event) => {
            const next = event.currentTarget.valueAsNumber
            setPosition(next)
            if (audio.current) audio.current.currentTime = next
          }}
        />
        <span className="mc-voice__time" aria-hidden="true">
          {failed ? strings.attachmentFailed : formats.duration(playing || position > 0 ? position : total)}
        </span>
      </div>
      {url && (
        // Speech by one of the two who read it: there are no captions to give.
        <audio
          ref={audio}
          src={url}
          preload="metadata"
          onPlay={() => setPlaying(true)}
          onPause={() => setPlaying(false)}
          onTimeUpdate={(event) => setPosition(event.currentTarget.currentTime)}
          onDurationChange={(event) => {
            if (Number.isFinite(event.currentTarget.duration)) setMeasured(event.currentTarget.duration)
          }}
          onEnded={() => {
            setPlaying(false)
            setPosition(0)
          }}
          onError={() => setFailedUrl(url)}
        />
      )}
    </div>
  )
}
