import { LocaleProvider } from '../packages/chat-ui/src/i18n/LocaleContext.tsx'
import type { ReactNode } from 'react'

const THEMES = ['system', 'light', 'dark', 'both'] as const
/** The stories' clock stands still, so that "5 minutes ago" stays true. */
const NOW = Date.parse('2026-11-23T10:30:00Z')

export type Theme = (typeof THEMES)[number]

export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value)
}

export interface FrameProps {
  readonly theme: Exclude<Theme, 'both'>
  readonly direction: 'ltr' | 'rtl'
  /** Without the space around it: for what fills a screen. */
  readonly plain: boolean
  /** For what times itself against a server. */
  readonly realClock: boolean
  readonly children: ReactNode
}

/** The page a story stands on. */
export function Frame({ theme, direction, plain, realClock, children }: FrameProps) {
  return (
    <LocaleProvider timeZone="UTC" now={realClock ? Date.now : stillClock}>
      <div
        className="mc"
        data-mc-theme={theme === 'system' ? undefined : theme}
        dir={direction}
        style={{ background: 'var(--mc-canvas)', minBlockSize: '100vh', padding: plain ? 0 : 24 }}
      >
        {children}
      </div>
    </LocaleProvider>
  )
}

function stillClock(): number {
  return NOW
}
