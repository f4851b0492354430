// What the first screen can do without for a moment, in a chunk of its own: what is kept on disk, shared by tabs and sent.
export { createKeep } from './createKeep.ts'
export { openKeep } from './openKeep.ts'
export { createOwed } from './owed.ts'
