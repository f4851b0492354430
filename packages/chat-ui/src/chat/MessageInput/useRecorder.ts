import { useCallback, useEffect, useRef, useState } from 'react'

/** In order of preference; the first one the browser can record is taken. */
const FORMATS = [
  { mimeType: 'audio/webm;codecs=opus', extension: 'webm' },
  { mimeType: 'audio/mp4', extension: 'm4a' },
  { mimeType: 'audio/ogg;codecs=opus', extension: 'ogg' },
] as const

export type RecorderProblem = 'denied' | 'missing' | 'unsupported' | 'failed'

export type RecorderState =
  | { readonly status: 'idle' }
  | { readonly status: 'asking' }
  | { readonly status: 'recording'; readonly startedAt: number }
  | { readonly status: 'failed'; readonly problem: RecorderProblem }

/** A finished recording; `duration` in seconds. */
export interface Recording {
  readonly file: File
  readonly duration: number
}

export interface Recorder {
  readonly state: RecorderState
  readonly start: () => Promise<void>
  /** Ends the recording and hands it to `onRecording`. */
  readonly finish: () => void
  /** Ends the recording and forgets it; also clears a failure. */
  readonly cancel: () => void
}

interface Session {
  readonly recorder: MediaRecorder
  readonly stream: MediaStream
}

/** Records from the microphone. The microphone is let go when the recording ends or the part goes away. */
export function useRecorder(onRecording: (recording: Recording) => void, now: () => number): Recorder {
  const [state, setState] = useState<RecorderState>({ status: 'idle' })
  const session = useRef<Session>(undefined)
  // Asking for permission may take long: a later cancel or unmount makes the answer void.
  const asked = useRef(0)

  const release = useCallback(() => {
    asked.current++
    const current = session.current
    session.current = undefined
    if (!current) return
    current.recorder.ondataavailable = null
    current.recorder.onstop = null
    if (current.recorder.state !== 'inactive') current.recorder.stop()
    for (const track of current.stream.getTracks()) track.stop()
  }, [])
  useEffect(() => release, [release])

  async function start() {
    release()
    const turn = asked.current
    // Missing on pages that are not served securely.
    if (typeof MediaRecorder === 'undefined' || !('mediaDevices' in navigator)) {
      setState({ status: 'failed', problem: 'unsupported' })
      return
    }
    const format = FORMATS.find(({ mimeType }) => MediaRecorder.isTypeSupported(mimeType))
    setState({ status: 'asking' })
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      if (turn !== asked.current) {
        for (const track of stream.getTracks()) track.stop()
        return
      }
      record(stream, format)
    } catch (error) {
      if (turn === asked.current) setState({ status: 'failed', problem: problemOf(error) })
    }
  }

  function record(stream: MediaStream, format: (typeof FORMATS)[number] | undefined) {
    const recorder = new MediaRecorder(stream, format ? { mimeType: format.mimeType } : {})
    const chunks: Blob[] = []
    const startedAt = now()
    session.current = { recorder, stream }
    recorder.ondataavailable = (event) => {
      if (event.data.size > 0) chunks.push(event.data)
    }
    recorder.onstop = () => {
      const duration = Math.max(0, (now() - startedAt) / 1000)
      const type = recorder.mimeType.split(';')[0] || 'audio/webm'
      const file = new File(chunks, `voice-message.${format?.extension ?? 'webm'}`, { type })
      release()
      setState({ status: 'idle' })
      if (file.size > 0) onRecording({ file, duration: Math.round(duration * 10) / 10 })
    }
    recorder.start()
    setState({ status: 'recording', startedAt })
  }

  return {
    state,
    start,
    finish: () => session.current?.recorder.stop(),
    cancel() {
      release()
      setState({ status: 'idle' })
    },
  }
}

function problemOf(error: unknown): RecorderProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return 'failed'
}
