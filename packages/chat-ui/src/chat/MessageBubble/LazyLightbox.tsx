import { useLoaded } from '../../lazy/useLoaded.ts'
import type { LightboxProps } from './Lightbox.tsx'

const load = () => import('./Lightbox.tsx')

/** The lightbox, loaded when the first picture is opened. */
export function LazyLightbox(props: LightboxProps) {
  const lazy = useLoaded(true, load, props.onClose)
  return lazy ? <lazy.Lightbox {...props} /> : null
}
