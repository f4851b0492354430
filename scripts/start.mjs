// `npm start`: the server and the built demo, on free ports, until Ctrl-C.
import { runDemo } from './demo/runDemo.mjs'

await runDemo({ page: 'built' })
