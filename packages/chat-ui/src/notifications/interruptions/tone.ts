const PEAK = 0.12
const RISE_S = 0.015
const NOTE_S = 0.28
const GAP_S = 0.16
/** In Hz: two notes that go up; what is critical is said twice. */
const CALM = [659.3, 880]
const URGENT = [880, 880, 659.3, 880]

export interface Tone {
  /** Browsers are silent until the user has done something on the page. */
  canPlay(): boolean
  play(urgent: boolean): void
  close(): void
}

/** A short sound, made on the spot: nothing is loaded. */
export function createTone(): Tone {
  let context: AudioContext | undefined

  return {
    canPlay: () => typeof AudioContext !== 'undefined' && navigator.userActivation.hasBeenActive,
    play: (urgent) => {
      context ??= new AudioContext()
      void context.resume()
      const notes = urgent ? URGENT : CALM
      for (const [index, pitch] of notes.entries()) note(context, pitch, context.currentTime + index * GAP_S)
    },
    close: () => void context?.close(),
  }
}

function note(context: AudioContext, pitch: number, start: number): void {
  const source = new OscillatorNode(context, { frequency: pitch })
  const loudness = new GainNode(context, { gain: 0 })
  loudness.gain.setValueAtTime(0, start)
  loudness.gain.linearRampToValueAtTime(PEAK, start + RISE_S)
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_S)
  source.connect(loudness).connect(context.destination)
  source.start(start)
  source.stop(start + NOTE_S)
}
