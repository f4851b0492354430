/** In kB, min + gzip: what the first screen waits for, and what comes later. */
export function bundleSize(contents: string, resolveDir: string): Promise<{ initial: number; lazy: number }>
export function kB(contents: Uint8Array): number
