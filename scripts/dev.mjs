// `npm run dev`: the server, the demo and Storybook from source; what is edited shows at once.
import { runDemo } from './demo/runDemo.mjs'

await runDemo({ page: 'dev', data: '.data', storybook: true })
