import type { StorybookConfig } from '@storybook/react-vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../packages/*/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (vite) => ({
    ...vite,
    // Lowered, light-dark() would not follow a theme set on an element.
    build: { ...vite.build, cssTarget: 'chrome126' },
    resolve: {
      ...vite.resolve,
      // Packages are shown as they are written, not as they were last built.
      conditions: ['source', ...(vite.resolve?.conditions ?? ['module', 'browser', 'development|production'])],
    },
  }),
}

export default config
