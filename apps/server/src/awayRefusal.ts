import { Refusal } from '@mediconnect/protocol'

/** The nodes cannot hear each other. Nobody is to blame, and nothing is lost. */
export function awayRefusal(): Refusal {
  return new Refusal(
    'WS_009',
    'The connection to the other nodes is down. What is sent is stored and comes later there.',
  )
}
