import { defineConfig } from 'tsdown'

export default defineConfig({
  entry: ['src/main.ts', 'src/server.ts'],
  platform: 'node',
  target: 'node22.16',
  fixedExtension: false,
  dts: true,
  sourcemap: true,
  // The protocol goes into the bundle: the packed server works without the rest of the workspace.
  inputOptions: { resolve: { conditionNames: ['source', 'import', 'node', 'default'] } },
})
