import { defineConfig } from 'tsdown'
import { wholeFiles } from './wholeFiles.ts'

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    // Each language by itself: who speaks English only carries no other.
    'locales/ar': 'src/i18n/locales/ar.ts',
    'locales/de': 'src/i18n/locales/de.ts',
    'locales/es': 'src/i18n/locales/es.ts',
  },
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  // One file a module: bundlers leave out the parts nobody imports.
  unbundle: true,
  sourcemap: true,
  deps: { neverBundle: [/^react/, /^@mediconnect\//, 'virtua'] },
  plugins: [wholeFiles()],
  // Frameworks with server components must see that every part runs in the client. The index is no part: in a file that
  // runs in the client they want every name written out.
  outputOptions: { banner: ({ fileName }) => (fileName === 'index.js' ? '' : "'use client'") },
})
