import { defineConfig } from 'tsdown'

const shared = { platform: 'browser', target: 'es2022', dts: true, sourcemap: true } as const

export default defineConfig([
  // Hooks only run in the browser: the banner tells frameworks that render on a server.
  { ...shared, entry: ['src/index.ts'], outputOptions: { banner: '"use client";' } },
  {
    ...shared,
    entry: { 'testing/index': 'src/testing/index.ts', 'devtools/index': 'src/devtools/index.ts' },
    clean: false,
  },
])
