import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/index.ts', 'src/client.ts', 'src/bodies.ts', 'src/errorCodes.ts', 'src/limits.ts'],
  // A bundler can then leave out whole files: who uses a limit or a room's name does not ship the schemas.
  unbundle: true,
  treeshake: { moduleSideEffects: false },
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
})
