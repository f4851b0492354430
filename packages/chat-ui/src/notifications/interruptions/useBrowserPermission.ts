import { useCallback, useEffect, useState } from 'react'

/** `unsupported` where the browser has none, or the page is not served securely. */
export type BrowserPermission = NotificationPermission | 'unsupported'

/** Whether the browser may show notifications, and how to ask; only ask after the user has pressed something. */
export function useBrowserPermission(): readonly [BrowserPermission, ask: () => Promise<BrowserPermission>] {
  const [permission, setPermission] = useState<BrowserPermission>('default')

  useEffect(() => {
    const read = () => setPermission(current())
    read()
    // It is changed in the browser's own settings: whoever comes back from there sees it.
    window.addEventListener('focus', read)
    return () => window.removeEventListener('focus', read)
  }, [])

  const ask = useCallback(async () => {
    const answer = current() === 'default' ? await Notification.requestPermission() : current()
    setPermission(answer)
    return answer
  }, [])
  return [permission, ask]
}

function current(): BrowserPermission {
  return 'Notification' in window ? Notification.permission : 'unsupported'
}
