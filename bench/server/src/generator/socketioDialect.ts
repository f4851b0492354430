import { FRAME, messageText, SLOT, type Dialect } from './dialect.ts'

const [ZERO, TWO, THREE, FOUR] = Buffer.from('0234')

/** Engine.IO 4 and Socket.IO 5 as text frames. An acknowledgement is the sender's own delivery. */
export const socketioDialect: Dialect = {
  path(seat, since) {
    const query = since === undefined ? '' : `&since=${since}`
    return `/socket.io/?EIO=4&transport=websocket&room=${seat.room}${query}`
  },
  message(seat) {
    const data = { message: messageText(seat), client_id: `00000000-0000-4000-8000-${SLOT}` }
    return `42${SLOT}${JSON.stringify(['send_message', data])}`
  },
  classify(data, start, length) {
    const engine = data[start]
    if (engine === TWO) return FRAME.ping
    if (engine === ZERO) return FRAME.opened
    if (engine !== FOUR || length < 2) return FRAME.other
    const packet = data[start + 1]
    if (packet === TWO || packet === THREE) return FRAME.delivery
    if (packet === ZERO) return FRAME.ready
    return packet === FOUR ? FRAME.fault : FRAME.other
  },
  hello: '40',
  pong: '3',
}
