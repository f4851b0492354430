import { useEffect, useRef } from 'react'

const SAMPLE_MS = 80
const BAR_PX = 3
const STEP_PX = 5
/** Speech is far from full scale: this much louder fills the height. */
const GAIN = 4

export interface RecorderWaveProps {
  readonly stream: MediaStream
  readonly paused: boolean
}

/** How loud it was, newest at the end: whoever speaks sees that they are heard. */
export function RecorderWave({ stream, paused }: RecorderWaveProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const levels = useRef<number[]>([])

  useEffect(() => {
    if (paused) return
    const audio = new AudioContext()
    const analyser = audio.createAnalyser()
    const source = audio.createMediaStreamSource(stream)
    source.connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      const loudness = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
      levels.current.push(Math.min(1, loudness * GAIN))
      if (canvas.current) draw(canvas.current, levels.current)
    }, SAMPLE_MS)
    return () => {
      clearInterval(timer)
      source.disconnect()
      void audio.close()
    }
  }, [stream, paused])

  return <canvas ref={canvas} className="mc-recording__wave" aria-hidden="true" />
}

function draw(canvas: HTMLCanvasElement, levels: number[]): void {
  const { clientWidth, clientHeight } = canvas
  const density = window.devicePixelRatio
  canvas.width = clientWidth * density
  canvas.height = clientHeight * density
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(density, density)
  context.fillStyle = getComputedStyle(canvas).color
  const places = Math.floor(clientWidth / STEP_PX)
  levels.splice(0, levels.length - places)
  for (const [index, level] of levels.entries()) {
    const height = Math.max(BAR_PX, level * clientHeight)
    const x = clientWidth - (levels.length - index) * STEP_PX
    context.beginPath()
    context.roundRect(x, (clientHeight - height) / 2, BAR_PX, height, BAR_PX / 2)
    context.fill()
  }
}
