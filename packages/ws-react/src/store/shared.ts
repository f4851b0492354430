/** What is open while anyone needs it. */
interface Session {
  open(): void
  close(): void
  /** Whether it is still needed by itself. */
  isBusy?(): boolean
}

export interface Shared {
  /** Opens it. Returns how to let go. */
  acquire(): () => void
  dispose(): void
}

/** Kept open for so long after the last user is gone: a remount or a change of screen must not cost a handshake. */
const LINGER_MS = 1_000

/** One session for all who use it. */
export function createShared(session: Session): Shared {
  let users = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDisposed = false

  /** A room where something the user sent is not stored yet stays open until it is. */
  function closeLater(): void {
    timer = setTimeout(() => {
      if (session.isBusy?.()) closeLater()
      else session.close()
    }, LINGER_MS)
  }

  return {
    acquire: () => {
      if (isDisposed) return () => undefined
      clearTimeout(timer)
      users += 1
      session.open()
      let released = false
      return () => {
        if (released || isDisposed) return
        released = true
        users -= 1
        if (users === 0) closeLater()
      }
    },
    dispose: () => {
      isDisposed = true
      clearTimeout(timer)
      session.close()
    },
  }
}
