import type { MessageMetadata } from '@mediconnect/protocol'
import type { ComponentType } from 'react'
import { expect, test } from 'vitest'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { pictureUrl, voiceUrl } from '../../../fixtures/media.ts'
import { FilePlace, ImagePlace, VoicePlace } from './AttachmentPlace.tsx'
import { FileAttachment } from './FileAttachment.tsx'
import { ImageAttachment } from './ImageAttachment.tsx'
import { VoicePlayer } from './VoicePlayer.tsx'

interface Case {
  readonly Place: ComponentType<{ readonly metadata: MessageMetadata }>
  readonly Part: ComponentType<{ readonly metadata: MessageMetadata }>
  readonly metadata: MessageMetadata
}

const CASES: readonly (Case & { readonly what: string })[] = [
  {
    what: 'a picture',
    Place: ImagePlace,
    Part: ImageAttachment,
    metadata: { file_url: pictureUrl(640, 420), file_name: 'arm.jpg', width: 640, height: 420 },
  },
  {
    what: 'a picture of unknown size',
    Place: ImagePlace,
    Part: ImageAttachment,
    metadata: { file_url: pictureUrl(640, 420), file_name: 'arm.jpg' },
  },
  {
    what: 'a file',
    Place: FilePlace,
    Part: FileAttachment,
    metadata: { file_url: 'data:application/pdf,', file_name: 'Blood test.pdf', file_size: 248_300 },
  },
  { what: 'a voice message', Place: VoicePlace, Part: VoicePlayer, metadata: { file_url: voiceUrl(), duration: 3 } },
]

test.each(CASES)('the place kept for $what is as large as what comes', async ({ Place, Part, metadata }) => {
  const box = (part: Element | null) => {
    const { width, height } = part?.getBoundingClientRect() ?? {}
    return { width, height }
  }
  const place = await renderPart(<Place metadata={metadata} />)
  const kept = box(place.container.firstElementChild)
  await place.unmount()
  const part = await renderPart(<Part metadata={metadata} />)
  expect(kept.height).toBeGreaterThan(0)
  expect(box(part.container.firstElementChild)).toEqual(kept)
})
