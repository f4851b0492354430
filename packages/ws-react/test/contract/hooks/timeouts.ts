import { vi } from 'vitest'

// Imported for its effect: a busy machine is no fault.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })
