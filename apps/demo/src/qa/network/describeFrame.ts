/** What the log says of a frame. */
export interface FrameDescription {
  readonly type: string
  readonly size: number
  readonly detail: string
}

/** What of a frame may be shown: where it stands and how it went, never what it says or any token. */
const SHOWN = ['code', 'status', 'seq', 'last_seq', 'id', 'message_id', 'notification_id', 'is_typing', 'up_to']
const NOTHING: FrameDescription = { type: 'not a frame', size: 0, detail: '' }

const encoder = new TextEncoder()

export function describeFrame(data: unknown): FrameDescription {
  if (typeof data !== 'string') return NOTHING
  const size = encoder.encode(data).length
  const frame = parse(data)
  if (!isObject(frame) || typeof frame.type !== 'string') return { ...NOTHING, size }
  const content = isObject(frame.data) ? frame.data : {}
  const detail = SHOWN.flatMap((key) => {
    const value = content[key]
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? `${key} ${String(value)}`
      : []
  }).join(', ')
  return { type: frame.type, size, detail }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
