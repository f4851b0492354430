/** Height of what stands above the first message; the same in every state, so that nothing moves. */
export const TOP_PX = 56
