import type { Frame } from '@mediconnect/protocol'
import type { Inbound } from '../session/inbound.ts'

/** A handler for each type of a family of frames; a missing one does not compile. */
export type Handlers<Family extends Frame, Context> = {
  readonly [Type in Family['type']]: (
    frame: Extract<Family, { type: Type }>,
    context: Context,
    inbound: Inbound,
  ) => Promise<unknown> | void
}

/** Calls the handler of the frame's type. */
export function callHandler<Family extends Frame, Type extends Family['type'], Context>(
  handlers: Handlers<Family, Context>,
  type: Type,
  frame: Extract<Family, { type: Type }>,
  context: Context,
  inbound: Inbound,
): Promise<unknown> | void {
  return handlers[type](frame, context, inbound)
}
