// `npm run build:docs`: the documentation as a site of files, into apps/docs/dist. `npm start` serves it under /docs/.
import { buildDocs } from './docs/buildDocs.mjs'

await buildDocs()
console.log('[docs] Built into apps/docs/dist.')
