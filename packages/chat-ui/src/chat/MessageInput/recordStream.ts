/** In order of preference; the first one the browser can record is taken. */
const FORMATS = [
  { mimeType: 'audio/webm;codecs=opus', extension: 'webm' },
  { mimeType: 'audio/mp4', extension: 'm4a' },
  { mimeType: 'audio/ogg;codecs=opus', extension: 'ogg' },
] as const
/** Enough for speech. */
const BITS_PER_SECOND = 32_000

/** `before` are the milliseconds recorded until then. */
export type RecordingState =
  | { readonly status: 'recording'; readonly startedAt: number; readonly before: number }
  | { readonly status: 'paused'; readonly before: number }
  /** It cannot go on; what there is waits to be sent or discarded. */
  | { readonly status: 'ended'; readonly before: number; readonly reason: 'full' | 'lost' }

/** A finished recording; `duration` in seconds. */
export interface Recording {
  readonly file: File
  readonly duration: number
}

export interface RunningRecording {
  pause(): void
  resume(): void
  /** Ends it and hands it over. */
  finish(): void
  /** Ends it and forgets it. */
  discard(): void
}

export interface RecordStreamOptions {
  /** As epoch milliseconds. */
  readonly now: () => number
  readonly maxMs: number
  readonly onState: (state: RecordingState) => void
  /** `undefined` when nothing was recorded. */
  readonly onDone: (recording: Recording | undefined) => void
}

/** Records a stream until someone ends it, it is full, or the microphone goes away. */
export function recordStream(stream: MediaStream, options: RecordStreamOptions): RunningRecording {
  const { now, maxMs, onState, onDone } = options
  const format = FORMATS.find(({ mimeType }) => MediaRecorder.isTypeSupported(mimeType))
  const recorder = new MediaRecorder(stream, { mimeType: format?.mimeType, audioBitsPerSecond: BITS_PER_SECOND })
  const chunks: Blob[] = []
  let before = 0
  let startedAt: number | undefined
  let limit: ReturnType<typeof setTimeout> | undefined
  let isFinishing = false
  let isFull = false

  function run(): void {
    startedAt = now()
    limit = setTimeout(() => {
      isFull = true
      recorder.stop()
    }, maxMs - before)
    onState({ status: 'recording', startedAt, before })
  }

  function hold(): void {
    clearTimeout(limit)
    if (startedAt !== undefined) before += Math.max(0, now() - startedAt)
    startedAt = undefined
  }

  function deliver(): void {
    const type = recorder.mimeType.split(';')[0] || 'audio/webm'
    const file = new File(chunks, `voice-message.${format?.extension ?? 'webm'}`, { type })
    onDone(file.size > 0 ? { file, duration: Math.round(before / 100) / 10 } : undefined)
  }

  recorder.onstart = recorder.onresume = run
  recorder.onpause = () => {
    hold()
    onState({ status: 'paused', before })
  }
  recorder.ondataavailable = ({ data }) => {
    if (data.size > 0) chunks.push(data)
  }
  recorder.onstop = () => {
    hold()
    letGo(stream)
    if (isFinishing) deliver()
    // Nobody pressed a button. What was said is kept.
    else onState({ status: 'ended', before, reason: isFull ? 'full' : 'lost' })
  }
  recorder.start()

  return {
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    finish: () => {
      if (isFinishing) return
      isFinishing = true
      if (recorder.state === 'inactive') deliver()
      else recorder.stop()
    },
    discard: () => {
      clearTimeout(limit)
      recorder.onstart = recorder.onresume = recorder.onpause = recorder.ondataavailable = recorder.onstop = null
      if (recorder.state !== 'inactive') recorder.stop()
      letGo(stream)
    },
  }
}

/** The light of the microphone goes off. */
export function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
