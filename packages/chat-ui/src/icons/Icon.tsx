import type { ComponentPropsWithoutRef } from 'react'

/** Drawn on a 24 px grid with a 1.75 px line. */
export const PATHS = {
  alert:
    'M12 8v5m0 3.2v.1M10.4 4.3 2.9 17.4A1.9 1.9 0 0 0 4.5 20h15a1.9 1.9 0 0 0 1.6-2.6L13.6 4.3a1.9 1.9 0 0 0-3.2 0Z',
  arrowDown: 'M12 5v14m-6-6 6 6 6-6',
  attach: 'm20 11.5-8.1 8.1a5 5 0 0 1-7.1-7.1l8.5-8.4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.5',
  back: 'M19 12H5m6-6-6 6 6 6',
  bell: 'M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 19.5a2.2 2.2 0 0 0 4 0',
  bellOff:
    'M9 4.3a6 6 0 0 1 9 5.2c0 2 .3 3.5.7 4.5M16 16H4s2-1 2-6.5c0-.8.2-1.5.4-2.2M10 19.5a2.2 2.2 0 0 0 4 0M3.5 3.5l17 17',
  calendar: 'M7 3v3m10-3v3M4 10h16M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z',
  card: 'M3 10h18M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Zm2 10h3',
  chat: 'M4 17.5V7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H9l-3.4 3.1A1 1 0 0 1 4 18.4Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  checks: 'm1.5 12.8 4.2 4.2 9-9.5M11.3 16.2l.8.8 9.9-9.5',
  chevronDown: 'm6 9.5 6 6 6-6',
  chevronUp: 'm6 14.5 6-6 6 6',
  clock: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  close: 'm6 6 12 12M18 6 6 18',
  copy: 'M10 8h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM5.5 16A1.5 1.5 0 0 1 4 14.5V6a2 2 0 0 1 2-2h8.5A1.5 1.5 0 0 1 16 5.5',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14',
  emoji: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8.3 14a4.4 4.4 0 0 0 7.4 0M9 9.4v.1m6-.1v.1',
  file: 'M13 3v5a1 1 0 0 0 1 1h5M13 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9Z',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM11 3.6a2 2 0 0 1 2 0l5.5 3.2a2 2 0 0 1 1 1.7v7a2 2 0 0 1-1 1.7L13 20.4a2 2 0 0 1-2 0l-5.5-3.2a2 2 0 0 1-1-1.7v-7a2 2 0 0 1 1-1.7Z',
  image:
    'm4 17 4.5-4.5a1.5 1.5 0 0 1 2.1 0L15 17m-2-2 1.9-1.9a1.5 1.5 0 0 1 2.1 0L20 16M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Zm9.5 4.5v.1',
  info: 'M12 11v5m0-8.3v.1M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  lock: 'M8 10.5V7.5a4 4 0 0 1 8 0v3m-9 0h10a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2Z',
  microphone: 'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3ZM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21',
  moon: 'M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2Z',
  more: 'M5 12a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0Zm6.5 0a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0Zm6.5 0a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0Z',
  offline:
    'M3 3l18 18M5 12.6a10 10 0 0 1 3.6-2.3M8.5 16a5 5 0 0 1 5.4-1M19 12.6a10 10 0 0 0-6.8-2.9M12 19.3v.1M2 8.9A15 15 0 0 1 5.6 6.6M22 8.9a15 15 0 0 0-11.4-3.8',
  pause: 'M7.5 5.5h2v13h-2ZM14.5 5.5h2v13h-2Z',
  play: 'M8 5.2v13.6a.6.6 0 0 0 .9.5l10.8-6.8a.6.6 0 0 0 0-1L8.9 4.7a.6.6 0 0 0-.9.5Z',
  record: 'M9 4h6v3H9ZM15 5.5h2a2 2 0 0 1 2 2V19a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7.5a2 2 0 0 1 2-2h2M12 11v6m-3-3h6',
  retry: 'M20 11.5A8 8 0 1 0 17.6 17M20 5v6.5h-6.5',
  send: 'M4.6 11.9 4.2 5.4c-.1-1 .9-1.7 1.8-1.3l14 6.9c.8.4.8 1.6 0 2l-14 6.9c-.9.4-1.9-.3-1.8-1.3l.4-6.7Zm0 0h6.9',
  sound:
    'M11.5 5.2v13.6L7 15H4.5A1.5 1.5 0 0 1 3 13.5v-3A1.5 1.5 0 0 1 4.5 9H7ZM15.5 9a4.2 4.2 0 0 1 0 6m2.8-8.8a8.2 8.2 0 0 1 0 11.6',
  soundOff: 'M11.5 5.2v13.6L7 15H4.5A1.5 1.5 0 0 1 3 13.5v-3A1.5 1.5 0 0 1 4.5 9H7ZM16 9.5l5 5m0-5-5 5',
  trash:
    'M4.5 7h15M10 11v6m4-6v6M6 7l.8 11.2A2 2 0 0 0 8.8 20h6.4a2 2 0 0 0 2-1.8L18 7M9 7V5.5A1.5 1.5 0 0 1 10.5 4h3A1.5 1.5 0 0 1 15 5.5V7',
  undo: 'M9 4.5 4.5 9 9 13.5M4.5 9h9a5.2 5.2 0 0 1 0 10.5H10',
  users:
    'M3 19.5v-.7A4.8 4.8 0 0 1 7.8 14h2.4a4.8 4.8 0 0 1 4.8 4.8v.7M9 10.8a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8Zm6.5-6.5a3.4 3.4 0 0 1 0 6.2M18 14.4a4.8 4.8 0 0 1 3 4.4v.7',
} as const

/** Icons that point in reading direction and so turn round in right-to-left text. Icon.test.tsx says why others do not. */
export const MIRRORED = ['back', 'chat', 'send', 'sound', 'soundOff', 'undo'] as const satisfies readonly IconName[]
const FILLED: ReadonlySet<IconName> = new Set(['more', 'pause', 'play'])

/** The drawings there are. */
export type IconName = keyof typeof PATHS

/** What `Icon` takes. */
export interface IconProps extends ComponentPropsWithoutRef<'svg'> {
  readonly name: IconName
}

/** A drawing beside a text; it says nothing to a screen reader by itself. */
export function Icon({ name, ...rest }: IconProps) {
  return (
    <svg
      className="mc-icon"
      data-icon={name}
      data-mirror={MIRRORED.some((mirrored) => mirrored === name) || undefined}
      viewBox="0 0 24 24"
      fill={FILLED.has(name) ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
