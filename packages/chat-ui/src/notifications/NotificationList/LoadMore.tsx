import { useEffect, useRef, type RefObject } from 'react'
import { notificationListStrings } from '../../i18n/english/notificationList.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'

export interface LoadMoreProps {
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly onLoadMore: () => void
  readonly scroller: RefObject<HTMLElement | null>
  /** Of the last row: those below it are new. */
  readonly lastId: string | undefined
}

/** Asks for older ones. Whoever pressed it goes on at the first of them; nothing jumps. */
export function LoadMore({ hasMore, isLoading, onLoadMore, scroller, lastId }: LoadMoreProps) {
  const strings = useStrings(notificationListStrings)
  const goOnAfter = useRef<string>(undefined)

  useEffect(() => {
    const before = goOnAfter.current
    if (isLoading || before === undefined || before === lastId) return
    goOnAfter.current = undefined
    const row = scroller.current?.querySelector(`[data-id="${CSS.escape(before)}"]`)?.nextElementSibling
    if (row instanceof HTMLElement) row.focus({ preventScroll: true })
  }, [isLoading, lastId, scroller])

  if (!hasMore) return null
  return (
    <div className="mc-notification-list__more">
      <button
        type="button"
        className="mc-button"
        // Not `disabled`: that would throw the focus out of the list.
        aria-disabled={isLoading}
        onClick={() => {
          if (isLoading) return
          goOnAfter.current = lastId
          onLoadMore()
        }}
      >
        {isLoading && <span className="mc-spinner" aria-hidden="true" />}
        {strings.loadMore}
      </button>
    </div>
  )
}
