// Tests that find what they look for wait no longer for it than before; see patienceMs.ts.
import { configure } from '@testing-library/dom'
import { vi } from 'vitest'
import { PATIENCE_MS } from './patienceMs.ts'

configure({ asyncUtilTimeout: PATIENCE_MS })

const waitFor = vi.waitFor
vi.waitFor = (callback, options = PATIENCE_MS) => waitFor(callback, options)
