export { devtools, type DevtoolsOptions } from './devtools.ts'
export type { Devtools } from '../store/realtimeStore.ts'
