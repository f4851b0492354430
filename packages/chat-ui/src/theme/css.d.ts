import 'react'

declare module 'react' {
  interface CSSProperties {
    /** The parts pass numbers to their style sheets by custom properties. */
    [property: `--mc-${string}`]: string | number | undefined
  }
}
