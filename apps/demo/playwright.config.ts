import { defineConfig } from '@playwright/test'
import { CHROMIUM_FLAGS } from '../../scripts/chromiumFlags.ts'
import { PATIENCE_MS } from '../../scripts/patienceMs.ts'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.e2e.ts',
  outputDir: 'test-results',
  // Each test has a server of its own, and waits more than it works.
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: PATIENCE_MS },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: CHROMIUM_FLAGS,
    },
  },
})
