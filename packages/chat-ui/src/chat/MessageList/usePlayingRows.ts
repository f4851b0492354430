import { useState, type SyntheticEvent } from 'react'

export interface PlayingRows {
  /** Keys of the rows in which something plays. */
  readonly keys: readonly string[]
  readonly handlers: {
    readonly onPlayCapture: (event: SyntheticEvent) => void
    readonly onPauseCapture: (event: SyntheticEvent) => void
    readonly onEndedCapture: (event: SyntheticEvent) => void
  }
}

/** Rows in which a voice message plays: they have to stay mounted, wherever the reader scrolls. */
export function usePlayingRows(): PlayingRows {
  const [keys, setKeys] = useState<readonly string[]>([])

  function stop(event: SyntheticEvent) {
    const key = keyOf(event)
    if (key !== undefined)
      setKeys((playing) => (playing.includes(key) ? playing.filter((one) => one !== key) : playing))
  }

  return {
    keys,
    handlers: {
      onPlayCapture(event) {
        const key = keyOf(event)
        if (key !== undefined) setKeys((playing) => (playing.includes(key) ? playing : [...playing, key]))
      },
      onPauseCapture: stop,
      onEndedCapture: stop,
    },
  }
}

function keyOf({ target }: SyntheticEvent): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined
}
