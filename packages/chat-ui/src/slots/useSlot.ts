import { useContext, type ComponentType } from 'react'
import { mergeProps } from './mergeProps.ts'
import { SlotsContext, type SlotName } from './SlotsContext.ts'

/** Props for a slot that depend on those its container gives. */
type Given<Props> = Partial<Props> | ((own: Props) => Partial<Props>)

/**
 * The part to render in a slot, and what turns a container's props into those with the host's `slotProps` merged:
 * `const [Bubble, bubbleProps] = useSlot('MessageBubble', MessageBubble)`, then `<Bubble {...bubbleProps({ message })} />`.
 */
export function useSlot<Props extends object>(
  name: SlotName,
  Default: ComponentType<Props>,
): readonly [Part: ComponentType<Props>, withSlotProps: (own: Props) => Props] {
  const { slots, slotProps } = useContext(SlotsContext)
  // A container's `slots` and `slotProps` are typed by the same name: see ChatSlots and NotificationSlots.
  const Part = slots[name] as ComponentType<Props> | undefined
  const given = slotProps[name] as Given<Props> | undefined
  return [Part ?? Default, (own) => mergeProps(own, typeof given === 'function' ? given(own) : given)]
}
