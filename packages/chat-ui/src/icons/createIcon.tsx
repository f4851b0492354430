import type { ComponentPropsWithoutRef, ReactElement } from 'react'

/** What every icon takes. */
export type IconProps = ComponentPropsWithoutRef<'svg'>

/** A drawing beside a text; it says nothing to a screen reader by itself. */
export type Icon = (props: IconProps) => ReactElement

interface IconOptions {
  /** Points in reading direction, and so turns round in right-to-left text. Icons.test.tsx says why others do not. */
  readonly mirrored?: boolean
  readonly filled?: boolean
}

/** An icon of a path, on a 24 px grid with a 1.75 px line. Each has a file of its own, so that a page ships those it shows. */
export function createIcon(name: string, path: string, { mirrored, filled }: IconOptions = {}): Icon {
  return (props) => (
    <svg
      className="mc-icon"
      data-icon={name}
      data-mirror={mirrored}
      viewBox="0 0 24 24"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...props}
    >
      <path d={path} />
    </svg>
  )
}
