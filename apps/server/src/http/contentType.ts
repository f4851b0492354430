const UNKNOWN = 'application/octet-stream'
const IMAGE_NAME = /\.(png|jpe?g|gif|webp|avif|heic|bmp|tiff?|ico)$/i
const AUDIO_NAME = /\.(mp3|wav|ogg|oga|opus|m4a|aac|flac|weba)$/i
const SVG = 'image/svg+xml'
/** Other names for the same thing. Containers that hold sound or pictures count as sound when they are sent as sound. */
const AUDIO_ALIASES: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/opus': 'audio/ogg',
}
const AUDIO_CONTAINERS: Readonly<Record<string, string>> = {
  'video/webm': 'audio/webm',
  'video/matroska': 'audio/webm',
  'video/mp4': 'audio/mp4',
  'video/ogg': 'audio/ogg',
  'application/ogg': 'audio/ogg',
}
/** What a browser could run is never served as what it is. */
const SCRIPTABLE = /html|xml|script/
const INLINE: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'audio/webm',
  'audio/ogg',
  'audio/mp4',
  'audio/mpeg',
  'audio/wav',
])

interface Claim {
  readonly fileName: string
  readonly declared: string
  /** By content; `undefined` when the content is of no known kind. */
  readonly detected: string | undefined
}

/** What a file is, by its content. `undefined` when its name or its sender claims a picture or sound and it is none. */
export function contentTypeOf({ fileName, declared, detected }: Claim): string | undefined {
  const found = (detected ?? UNKNOWN).split(';', 1)[0]?.trim() ?? UNKNOWN
  const isAudioClaim = declared.startsWith('audio/') || AUDIO_NAME.test(fileName)
  const isImageClaim = (declared.startsWith('image/') && !declared.startsWith(SVG)) || IMAGE_NAME.test(fileName)
  const type = (isAudioClaim ? AUDIO_CONTAINERS[found] : undefined) ?? AUDIO_ALIASES[found] ?? found
  if (isImageClaim && (!type.startsWith('image/') || SCRIPTABLE.test(type))) return undefined
  if (isAudioClaim && !isImageClaim && !type.startsWith('audio/')) return undefined
  return SCRIPTABLE.test(type) ? UNKNOWN : type
}

/** Whether a browser may show it in place; everything else is downloaded. */
export function isInline(contentType: string): boolean {
  return INLINE.has(contentType)
}
