import { useEffect, useRef, useState } from 'react'
import { letGo, recordStream, type Recording, type RecordingState, type RunningRecording } from './recordStream.ts'

export type RecorderProblem = 'denied' | 'missing' | 'unsupported' | 'failed'

export type RecorderState = { readonly status: 'asking' } | (RecordingState & { readonly stream: MediaStream })

export interface RecorderOptions {
  readonly onRecording: (recording: Recording) => void
  readonly onProblem: (problem: RecorderProblem) => void
  /** As epoch milliseconds. */
  readonly now: () => number
  /** Recording ends after this long. */
  readonly maxMs: number
}

export interface Recorder extends Omit<RunningRecording, 'discard'> {
  readonly state: RecorderState
}

/** Records from the microphone from the first render on. The microphone is let go when the part goes away. */
export function useRecorder(options: RecorderOptions): Recorder {
  const [state, setState] = useState<RecorderState>({ status: 'asking' })
  const running = useRef<RunningRecording>(undefined)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  useEffect(() => {
    // Asking for permission may take long: leaving makes the answer void.
    let isWanted = true

    async function start(): Promise<void> {
      // Missing on pages that are not served securely.
      if (typeof MediaRecorder === 'undefined' || !('mediaDevices' in navigator))
        return latest.current.onProblem('unsupported')
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
        if (!isWanted) return letGo(stream)
        running.current = recordStream(stream, {
          now: () => latest.current.now(),
          maxMs: latest.current.maxMs,
          onState: (next) => setState({ ...next, stream }),
          onDone: (recording) =>
            recording ? latest.current.onRecording(recording) : latest.current.onProblem('failed'),
        })
      } catch (error) {
        if (isWanted) latest.current.onProblem(problemOf(error))
      }
    }
    void start()

    return () => {
      isWanted = false
      running.current?.discard()
      running.current = undefined
    }
  }, [])

  return {
    state,
    pause: () => running.current?.pause(),
    resume: () => running.current?.resume(),
    finish: () => running.current?.finish(),
  }
}

function problemOf(error: unknown): RecorderProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing'
  return 'failed'
}
