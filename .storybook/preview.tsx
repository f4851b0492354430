import type { Preview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import '../packages/chat-ui/src/styles.css'
import { Frame } from './Frame.tsx'
import { PATIENCE_MS } from '../scripts/patienceMs.ts'
import { lookOf, LOOKS } from './look.ts'

configure({ asyncUtilTimeout: PATIENCE_MS })

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    a11y: { test: 'error' },
    options: { storySort: { order: ['Foundations', 'Chat', 'Notifications'] } },
    viewport: {
      options: {
        phone: { name: 'Phone', styles: { width: '390px', height: '760px' } },
        smallPhone: { name: 'Small phone', styles: { width: '320px', height: '640px' } },
        desktop: { name: 'Desktop', styles: { width: '1100px', height: '760px' } },
      },
    },
  },
  globalTypes: {
    theme: toolbar('Theme', 'mirror', LOOKS.theme),
    density: toolbar('Density', 'component', LOOKS.density),
    locale: toolbar('Language', 'globe', LOOKS.locale),
    direction: toolbar('Direction of writing', 'transfer', LOOKS.direction),
    motion: toolbar('Motion', 'lightning', LOOKS.motion),
  },
  async afterEach({ canvasElement }) {
    if (!import.meta.env.EVERY_LOOK) return
    const { everyLook } = await import('./everyLook.ts')
    await everyLook(canvasElement)
  },
  initialGlobals: lookOf({}),
  decorators: [
    (Story, { globals, parameters }) => {
      const { theme, ...look } = lookOf(globals)
      const page = { ...look, plain: parameters.frame === 'none', realClock: parameters.clock === 'real' }
      return theme === 'both' ? (
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', minBlockSize: '100vh' }}>
          <Frame theme="light" {...page}>
            <Story />
          </Frame>
          <Frame theme="dark" {...page}>
            <Story />
          </Frame>
        </div>
      ) : (
        <Frame theme={theme} {...page}>
          <Story />
        </Frame>
      )
    },
  ],
}

export default preview

type Toolbar = NonNullable<Preview['globalTypes']>[string]

function toolbar(
  title: string,
  icon: NonNullable<Toolbar['toolbar']>['icon'],
  choices: Readonly<Record<string, string>>,
): Toolbar {
  const items = Object.entries(choices).map(([value, name]) => ({ value, title: name }))
  return { description: title, toolbar: { title, icon, dynamicTitle: true, items } }
}
