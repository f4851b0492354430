import { FRAME, messageText, SLOT, type Dialect } from './dialect.ts'

/** Where the type's first letters are in `{"type":"chat_message"…`. */
const TYPE_AT = '{"type":"'.length
const [C, E, H, O, S] = Buffer.from('cehos')

/** Our server's frames, which the relays speak, too. */
export const jsonDialect: Dialect = {
  path(seat, since) {
    return `/ws/chat/${seat.room}/?token=${seat.token}${since === undefined ? '' : `&since=${since}`}`
  },
  message(seat) {
    return JSON.stringify({
      type: 'send_message',
      data: {
        message: messageText(seat),
        receiver_id: seat.partnerId,
        message_type: 'text',
        metadata: {},
        client_id: `00000000-0000-4000-8000-${SLOT}`,
      },
    })
  },
  classify(data, start, length) {
    if (length <= TYPE_AT + 1) return FRAME.other
    const first = data[start + TYPE_AT]
    const second = data[start + TYPE_AT + 1]
    // `chat_message`, or the relay's unchanged `send_message`.
    if ((first === C && second === H) || (first === S && second === E)) return FRAME.delivery
    if (first === C && second === O) return FRAME.ready
    return first === E ? FRAME.fault : FRAME.other
  },
}
