import type { Strings } from '../strings.ts'
import { number } from './wording.ts'

/** The voice player. */
export const voiceStrings = {
  play: 'Play',
  pause: 'Pause',
  seek: 'Position',
  voiceTime: (position, total) => `${position} of ${total}`,
  playbackSpeed: (speed) => `Speed: ${number(speed)}×`,
  speed: (speed) => `${number(speed)}×`,
} satisfies Partial<Strings>
