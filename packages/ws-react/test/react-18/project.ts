import { fileURLToPath } from 'node:url'
import type { TestProjectInlineConfiguration } from 'vitest/config'

/** What the hooks and their tests import that has React in it: taken from this folder, whose package.json has 18.3. */
const WITH_REACT = ['react', 'react-dom', '@testing-library/react', '@tanstack/react-query', 'zustand']

/** Points them there. */
export const react18Alias: Record<string, string> = Object.fromEntries(
  WITH_REACT.map((name) => [name, fileURLToPath(new URL(`node_modules/${name}`, import.meta.url))]),
)

/** All tests of the hooks once more, with React 18.3. */
export const react18: TestProjectInlineConfiguration = {
  resolve: {
    conditions: ['source'],
    alias: react18Alias,
  },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'react-18',
    environment: 'node',
    env: { REACT_UNDER_TEST: '18.3' },
    maxWorkers: 2,
    setupFiles: ['packages/ws-react/test/loadChunks.ts'],
    include: ['packages/ws-react/**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.*'],
  },
}
