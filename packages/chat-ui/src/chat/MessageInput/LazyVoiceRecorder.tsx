import { composerStrings } from '../../i18n/english/composer.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { useLoaded } from '../../lazy/useLoaded.ts'
import type { VoiceRecorderProps } from './VoiceRecorder.tsx'

const load = () => import('./VoiceRecorder.tsx')

/** The recorder, loaded when it is first asked for. */
export function LazyVoiceRecorder(props: VoiceRecorderProps) {
  const strings = useStrings(composerStrings)
  const lazy = useLoaded(true, load, () => props.onEnd({ problem: strings.partNotLoaded }))
  return lazy ? <lazy.VoiceRecorder {...props} /> : null
}
