import type { Preview } from '@storybook/react-vite'
import '../packages/chat-ui/src/styles.css'
import { Frame, isTheme } from './Frame.tsx'

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    a11y: { test: 'error' },
    viewport: {
      options: {
        phone: { name: 'Phone', styles: { width: '390px', height: '760px' } },
        smallPhone: { name: 'Small phone', styles: { width: '320px', height: '640px' } },
        desktop: { name: 'Desktop', styles: { width: '1100px', height: '760px' } },
      },
    },
  },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: {
        title: 'Theme',
        icon: 'mirror',
        dynamicTitle: true,
        items: [
          { value: 'system', title: 'As the system' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
          { value: 'both', title: 'Side by side' },
        ],
      },
    },
    direction: {
      description: 'Direction of writing',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
  },
  async afterEach({ canvasElement, parameters }) {
    if (!import.meta.env.EVERY_LOOK) return
    const { everyLook } = await import('./everyLook.ts')
    await everyLook(canvasElement, parameters.everyLook)
  },
  initialGlobals: { theme: 'system', direction: 'ltr' },
  decorators: [
    (Story, { globals, parameters }) => {
      const theme = isTheme(globals.theme) ? globals.theme : 'system'
      const direction = globals.direction === 'rtl' ? 'rtl' : 'ltr'
      const look = { direction, plain: parameters.frame === 'none', realClock: parameters.clock === 'real' } as const
      return theme === 'both' ? (
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', minBlockSize: '100vh' }}>
          <Frame theme="light" {...look}>
            <Story />
          </Frame>
          <Frame theme="dark" {...look}>
            <Story />
          </Frame>
        </div>
      ) : (
        <Frame theme={theme} {...look}>
          <Story />
        </Frame>
      )
    },
  ],
}

export default preview
