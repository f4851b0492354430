import { vi } from 'vitest'

/** Real sockets and real disks on a busy machine: a test waits for conditions, and this is only where it gives up. */
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })
