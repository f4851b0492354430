/** What chat-ui's icons lack, drawn as they are: on a 24 px grid with a 1.75 px line. */
const PATHS = {
  arrow: 'M5 12h14m-6-6 6 6-6 6',
  back: 'm14.5 5.5-6.5 6.5 6.5 6.5',
  columns: 'M5 4h14a1.5 1.5 0 0 1 1.5 1.5v13A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 5 4Zm7 0v16',
  bench: 'M9 3.5h6M10 3.5v6L4.8 18a1.7 1.7 0 0 0 1.5 2.5h11.4a1.7 1.7 0 0 0 1.5-2.5L14 9.5v-6M7.5 15h9',
  compass: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-5.5-3.5-2 5-5 2 2-5Z',
  keyboard:
    'M4.5 6h15A1.5 1.5 0 0 1 21 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16.5v-9A1.5 1.5 0 0 1 4.5 6ZM7 10v.1m3.3-.1v.1m3.4-.1v.1M17 10v.1M8 14h8',
  megaphone: 'M4 10.5v3a1 1 0 0 0 1 1h2l9.5 4.3V5.2L7 9.5H5a1 1 0 0 0-1 1ZM7.5 14.7 9 20h2.5l-1.3-4.3M19.5 10v4',
  moon: 'M20 14.5A8.3 8.3 0 0 1 9.5 4a8.3 8.3 0 1 0 10.5 10.5Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8a7.5 5.5 0 0 1 15 0',
  signOut: 'M9.5 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h3.5M15.5 16l4-4-4-4m4 4H9.5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13.5v2m0 15v2m9.5-9.5h-2m-15 0h-2m16.2-6.7-1.4 1.4M6.7 17.3l-1.4 1.4m13.4 0-1.4-1.4M6.7 6.7 5.3 5.3',
} as const

/** Icons that point in reading direction and so turn round in right-to-left text. */
const MIRRORED: ReadonlySet<DemoIconName> = new Set(['arrow', 'back', 'megaphone', 'signOut'])

export type DemoIconName = keyof typeof PATHS

/** A drawing beside a text; it says nothing to a screen reader by itself. */
export function DemoIcon({ name }: { readonly name: DemoIconName }) {
  return (
    <svg
      className="mc-icon"
      data-mirror={MIRRORED.has(name) || undefined}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
