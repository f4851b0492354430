import type { MessageMetadata } from '@mediconnect/protocol'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useSteadySource } from '../../attachments/useSteadySource.ts'
import { kindsStrings } from '../../i18n/english/kinds.ts'
import { voiceStrings } from '../../i18n/english/voice.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { PauseIcon } from '../../icons/PauseIcon.ts'
import { PlayIcon } from '../../icons/PlayIcon.ts'
import { VoiceWave } from './VoiceWave.tsx'

const STRINGS = { ...kindsStrings, ...voiceStrings }

const SEEK_STEP_S = 0.1
const SPEEDS = [1, 1.5, 2] as const
/** An arrow key goes this far; in a longer recording further. */
const KEY_STEP_S = 1
const LONG_KEY_STEP_S = 5
const LONG_S = 30

/** What `VoicePlayer` takes. */
export interface VoicePlayerProps {
  readonly metadata: MessageMetadata
}

/** Plays a voice message: play and pause, seek, speed, time. */
export function VoicePlayer({ metadata }: VoicePlayerProps) {
  const { formats } = useLocale()
  const strings = useStrings(STRINGS)
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  const [position, setPosition] = useState(0)
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>(1)
  const [measured, setMeasured] = useState<number>()
  const [failedUrl, setFailedUrl] = useState<string>()
  // An own recording that is stored meanwhile plays to its end from where it is.
  const { url, error } = useSteadySource(metadata.file_url, playing || position > 0)
  // What a browser records carries no length, and then reads as infinite: the message says it.
  const total = measured ?? metadata.duration ?? 0
  const failed = error !== undefined || (url !== undefined && failedUrl === url)
  const ready = url !== undefined && !failed
  const played = total > 0 ? Math.min(position, total) / total : 0
  const time = strings.voiceTime(formats.duration(position), formats.duration(total))

  useEffect(() => {
    // One voice at a time: another player's start stops this one. `play` does not bubble, so it is caught on its way down.
    const pauseForOther = (event: Event) => {
      if (event.target !== audio.current) audio.current?.pause()
    }
    document.addEventListener('play', pauseForOther, true)
    return () => document.removeEventListener('play', pauseForOther, true)
  }, [])

  useEffect(() => {
    if (audio.current) audio.current.playbackRate = audio.current.defaultPlaybackRate = speed
  }, [speed, url])

  function toggle() {
    const element = audio.current
    if (!element) return
    if (element.paused) element.play().catch(() => setPlaying(false))
    else element.pause()
  }

  function seek(to: number) {
    const next = Math.min(Math.max(0, to), total)
    setPosition(next)
    if (audio.current) audio.current.currentTime = next
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
    const onwards = ['ArrowUp', isRightToLeft ? 'ArrowLeft' : 'ArrowRight'].includes(event.key)
    const back = ['ArrowDown', isRightToLeft ? 'ArrowRight' : 'ArrowLeft'].includes(event.key)
    if (!onwards && !back) return
    // The browser would go by the slider's step, a tenth of a second.
    event.preventDefault()
    seek(position + (onwards ? 1 : -1) * (total > LONG_S ? LONG_KEY_STEP_S : KEY_STEP_S))
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
        disabled={!ready}
        onClick={toggle}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
      </button>
      <span className="mc-voice__track">
        {ready && <VoiceWave url={url} played={played} />}
        <input
          type="range"
          min={0}
          max={Math.max(total, SEEK_STEP_S)}
          step={SEEK_STEP_S}
          value={Math.min(position, total)}
          aria-label={strings.seek}
          aria-valuetext={time}
          disabled={!ready}
          style={{ '--mc-played': `${played * 100}%` }}
          onChange={(event) => seek(event.currentTarget.valueAsNumber)}
          onKeyDown={onKeyDown}
        />
      </span>
      <span className="mc-voice__time" aria-hidden={!failed}>
        {failed ? strings.attachmentFailed : formats.duration(playing || position > 0 ? position : total)}
      </span>
      {ready && (
        <button
          type="button"
          className="mc-voice__speed"
          aria-label={strings.playbackSpeed(speed)}
          onClick={() => setSpeed(SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1)}
        >
          {strings.speed(speed)}
        </button>
      )}
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
