import { useEffect, useState } from 'react'
import { voicePeaks } from './voicePeaks.ts'

const BARS = 28
const HEIGHT = 24
const MIN_BAR = 2

export interface VoiceWaveProps {
  readonly url: string
  /** From 0 to 1. */
  readonly played: number
}

/** The shape of a recording under the slider; nothing where it cannot be read. */
export function VoiceWave({ url, played }: VoiceWaveProps) {
  const [drawn, setDrawn] = useState<{ readonly url: string; readonly path: string }>()

  useEffect(() => {
    const abort = new AbortController()
    voicePeaks(url, BARS, abort.signal).then(
      (peaks) => abort.signal.aborted || setDrawn({ url, path: pathOf(peaks) }),
      // Not allowed to read it, or not a recording this browser knows: the plain track says enough.
      () => undefined,
    )
    return () => abort.abort()
  }, [url])

  if (drawn?.url !== url) return null
  return (
    <svg className="mc-voice__wave" viewBox={`0 0 ${BARS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={drawn.path} />
      <path d={drawn.path} data-played style={{ clipPath: `inset(0 ${(1 - played) * 100}% 0 0)` }} />
    </svg>
  )
}

function pathOf(peaks: readonly number[]): string {
  return peaks
    .map((peak, place) => {
      const length = Math.max(MIN_BAR, peak * (HEIGHT - MIN_BAR))
      return `M${place + 0.5} ${((HEIGHT - length) / 2).toFixed(1)}v${length.toFixed(1)}`
    })
    .join('')
}
