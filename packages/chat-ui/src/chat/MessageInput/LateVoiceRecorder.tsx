import { composerStrings } from '../../i18n/english/composer.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { useLate } from '../../lazy/useLate.ts'
import { lateChat } from '../lateChat.ts'
import type { VoiceRecorderProps } from './VoiceRecorder.tsx'

/** The recorder; where it cannot be loaded it says so, and no microphone goes on by itself later. */
export function LateVoiceRecorder(props: VoiceRecorderProps) {
  const strings = useStrings(composerStrings)
  const parts = useLate(lateChat, { onFailed: () => props.onEnd({ problem: strings.partNotLoaded }) })
  return parts ? <parts.VoiceRecorder {...props} /> : null
}
