// What is kept on disk and shared by tabs, in a chunk of its own: the first screen can do without it for a moment.
export { createKeep } from './createKeep.ts'
export { openKeep } from './openKeep.ts'
