import type { MessageMetadata } from '@mediconnect/protocol'
import { imageBox } from '../../attachments/imageBox.ts'

interface PlaceProps {
  readonly metadata: MessageMetadata
}

/** These keep the place of an attachment until its part is loaded: nothing moves when it comes. */
export function ImagePlace({ metadata }: PlaceProps) {
  const box = imageBox(metadata.width, metadata.height)
  return (
    <span className="mc-image" style={{ inlineSize: box.width, aspectRatio: `${box.width} / ${box.height}` }}>
      <span className="mc-skeleton" />
    </span>
  )
}

export function FilePlace({ metadata }: PlaceProps) {
  return (
    <div className="mc-file">
      <span className="mc-file__icon" />
      <span className="mc-file__text">
        <bdi className="mc-file__name">{metadata.file_name}</bdi>
      </span>
    </div>
  )
}

export function VoicePlace() {
  return (
    <div className="mc-voice">
      <span className="mc-icon-button mc-voice__play" />
    </div>
  )
}
