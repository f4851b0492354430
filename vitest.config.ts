import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { react18, react18Alias } from './packages/ws-react/test/react-18/project.ts'
import { CHROMIUM_FLAGS } from './scripts/chromiumFlags.ts'
import { PATIENCE_MS } from './scripts/patienceMs.ts'

/** A busy machine is no fault. */
const patience = {
  setupFiles: [fileURLToPath(new URL('scripts/patience.ts', import.meta.url))],
  testTimeout: 45_000,
  expect: { poll: { timeout: PATIENCE_MS } },
}

/** What the client loads later. */
const CHUNKS = 'packages/ws-react/test/loadChunks.ts'

/** Looked through for dependencies before the first test: finding one later reloads the page in the middle of a run. */
const optimizeDeps = {
  entries: [
    'packages/{chat-ui,ws-react,protocol}/{src,fixtures}/**/*.{ts,tsx}',
    'packages/ws-react/test/*.browser.test.{ts,tsx}',
    '.storybook/*.tsx',
    'scripts/patience.ts',
  ],
}

function chromium(colorScheme: 'light' | 'dark') {
  return playwright({
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: CHROMIUM_FLAGS },
    contextOptions: { colorScheme, locale: 'en-US' },
  })
}

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions: ['source'] },
        ssr: { resolve: { conditions: ['source'] } },
        test: {
          ...patience,
          name: 'node',
          environment: 'node',
          // Each file has servers and databases of its own: more of them than cores only wait for each other.
          maxWorkers: 2,
          setupFiles: [CHUNKS],
          globalSetup: ['apps/server/test/engines/sharedPostgres.ts'],
          include: [
            'packages/{protocol,ws-react}/**/*.test.{ts,tsx}',
            'packages/chat-ui/test/server.test.tsx',
            'apps/server/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.*'],
        },
      },
      react18,
      {
        plugins: [react()],
        optimizeDeps,
        resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
        test: {
          ...patience,
          name: 'browser',
          setupFiles: [CHUNKS],
          exclude: ['**/node_modules/**', 'packages/chat-ui/test/server.test.tsx'],
          include: [
            'packages/chat-ui/**/*.test.{ts,tsx}',
            'packages/ws-react/**/*.browser.test.{ts,tsx}',
            'apps/demo/src/**/*.test.tsx',
          ],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: chromium('light'),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // The containers, and with them most parts, once more with React 18.3.
        plugins: [react()],
        cacheDir: 'node_modules/.vite-react-18',
        optimizeDeps,
        resolve: { alias: react18Alias, conditions: ['source', 'module', 'browser', 'development|production'] },
        test: {
          ...patience,
          name: 'browser-react-18',
          setupFiles: [CHUNKS],
          include: ['packages/chat-ui/src/chat/ChatWindow/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: chromium('light'),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        plugins: [storybookTest({ configDir: '.storybook' })],
        optimizeDeps,
        define: { 'import.meta.env.EVERY_LOOK': 'true' },
        test: {
          name: 'storybook',
          setupFiles: [CHUNKS],
          isolate: false,
          // A matrix of all states is looked at many times.
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: chromium('light'),
            // Each story runs its interactions and axe once, and is then looked at in every theme: .storybook/everyLook.ts.
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
