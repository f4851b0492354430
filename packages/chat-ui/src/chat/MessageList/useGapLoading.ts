import { useRef, useState } from 'react'
import type { MessageGap } from './rows.ts'

/** A gap this near is loaded without being asked for. */
const NEAR_PX = 400

/** Loads what is missing in a gap, from its newest or its oldest end. */
export type LoadGap = (gap: MessageGap, end: 'newest' | 'oldest') => Promise<void> | void

export interface GapLoading {
  readonly isLoading: (gap: MessageGap) => boolean
  /** Loads from the end that the reader came from. */
  readonly load: (gap: MessageGap) => void
  /** The reader scrolled: loads the gaps that come into view. */
  readonly comeNear: (scroller: HTMLElement, direction: 'up' | 'down') => void
}

/** Loads gaps, each once at a time: when the reader asks, or comes near. */
export function useGapLoading(gaps: readonly MessageGap[], onLoadGap: LoadGap | undefined): GapLoading {
  const [loading, setLoading] = useState<readonly string[]>([])
  const cameFrom = useRef<'newest' | 'oldest'>('newest')
  /** What was loaded unasked and is missing still: it is not tried again unasked. */
  const tried = useRef<string>(undefined)

  async function load(gap: MessageGap): Promise<void> {
    const id = idOf(gap)
    if (!onLoadGap || loading.includes(id)) return
    setLoading((ids) => [...ids, id])
    try {
      await onLoadGap(gap, cameFrom.current)
    } finally {
      setLoading((ids) => ids.filter((other) => other !== id))
    }
  }

  return {
    isLoading: (gap) => loading.includes(idOf(gap)),
    load: (gap) => void load(gap),
    comeNear: (scroller, direction) => {
      cameFrom.current = direction === 'up' ? 'newest' : 'oldest'
      if (gaps.length === 0 || !onLoadGap) return
      const view = scroller.getBoundingClientRect()
      for (const row of scroller.querySelectorAll<HTMLElement>('[data-gap]')) {
        const { top, bottom } = row.getBoundingClientRect()
        if (top > view.bottom + NEAR_PX || bottom < view.top - NEAR_PX) continue
        const gap = gaps.find(({ beforeSeq }) => String(beforeSeq) === row.dataset.gap)
        if (!gap || tried.current === idOf(gap)) continue
        tried.current = idOf(gap)
        void load(gap)
      }
    },
  }
}

function idOf({ afterSeq, beforeSeq }: MessageGap): string {
  return `${afterSeq}-${beforeSeq}`
}
