import { useEffect } from 'react'

// Browsers trim a title: the space goes where the host has none.
const COUNT = /^\(\d+\+?\)(?: |$)/
const MAX = 99

/** Puts `(3) ` before the page's title, whatever the host makes of that; `undefined` leaves it alone. */
export function useTitleCount(count: number | undefined): void {
  useEffect(() => {
    if (!count) return
    const prefix = `(${count > MAX ? `${MAX}+` : count}) `
    const put = () => {
      document.title = prefix + document.title.replace(COUNT, '')
    }
    put()
    // Only where the host has set another title: a count of somebody else's is not fought over.
    const observer = new MutationObserver(() => {
      if (!COUNT.test(document.title)) put()
    })
    observer.observe(document.head, { subtree: true, childList: true, characterData: true })
    return () => {
      observer.disconnect()
      document.title = document.title.replace(COUNT, '')
    }
  }, [count])
}
