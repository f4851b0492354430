import { LocaleProvider } from '../packages/chat-ui/src/i18n/LocaleProvider.tsx'
import { direction as directionOf } from '../packages/chat-ui/src/i18n/direction.ts'
import type { ReactNode } from 'react'
import { LOCALES, type Look } from './look.ts'
import { useReducedMotion } from './useReducedMotion.ts'

/** The stories' clock stands still, so that "5 minutes ago" stays true. */
const NOW = Date.parse('2026-11-23T10:30:00Z')

export interface FrameProps extends Look {
  readonly theme: Exclude<Look['theme'], 'both'>
  /** Without the space around it: for what fills a screen. */
  readonly plain: boolean
  /** For what times itself against a server. */
  readonly realClock: boolean
  readonly children: ReactNode
}

/** The page a story stands on. */
export function Frame({ theme, density, locale, direction, motion, plain, realClock, children }: FrameProps) {
  const language = LOCALES[locale]
  const written = direction === 'auto' ? (locale === 'pseudo' ? 'ltr' : directionOf(language.locale)) : direction
  useReducedMotion(motion === 'reduced')
  return (
    <LocaleProvider {...language} timeZone="UTC" now={realClock ? Date.now : stillClock}>
      <div
        className="mc"
        data-mc-theme={theme === 'system' ? undefined : theme}
        data-mc-density={density}
        lang={language.locale}
        dir={written}
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
