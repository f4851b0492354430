// What only automatic logoff and the presence of whoever went away need, in a chunk of its own.
export { createIdleMonitor } from '../store/idle.ts'
export { IdleWarning } from './IdleWarning.tsx'
export { LogoffCover } from './LogoffCover.tsx'
