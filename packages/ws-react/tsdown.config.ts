import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts'],
  platform: 'browser',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  // Hooks only run in the browser: this tells frameworks that render on a server.
  outputOptions: { banner: '"use client";' },
})
