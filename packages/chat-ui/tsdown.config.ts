import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  deps: { neverBundle: [/^react/, /^@mediconnect\//, 'virtua'] },
  // Frameworks with server components must see that every part runs in the client.
  banner: { js: "'use client'" },
})
