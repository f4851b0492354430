import type { MessageActionsOptions } from './useMessageActions.ts'

/** Whether anything can be done with a message: then it has a menu. */
export function hasActions({ entry, own, onRetry, onDiscard }: MessageActionsOptions): boolean {
  return Boolean(entry.message || (own && entry.state === 'failed' && (onRetry || onDiscard)))
}
