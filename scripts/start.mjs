// `npm start`: the server and the built demo, on free ports, until Ctrl-C. `--data FOLDER` keeps its data elsewhere.
import { parseArgs } from 'node:util'
import { runDemo } from './demo/runDemo.mjs'

const { values } = parseArgs({ options: { data: { type: 'string', default: '.data' } } })
await runDemo({ page: 'built', data: values.data })
