export { createMemoryServer, type MemoryServer, type MemoryServerOptions } from './memoryServer.ts'
export type { MemoryRoom, MessageContent } from './memoryRooms.ts'
export { mswHandlers } from './mswHandlers.ts'
