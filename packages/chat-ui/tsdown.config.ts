import { defineConfig } from 'tsdown'

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
  // Frameworks with server components must see that every part runs in the client.
  banner: { js: "'use client'" },
})
