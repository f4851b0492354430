import { buildDocs } from '../docs/buildDocs.mjs'
import { builtOnce } from './builtOnce.mjs'
import { say } from './say.mjs'

const DOCS = {
  name: 'docs',
  built: 'apps/docs/dist/index.html',
  /** Everything the site is made of. */
  sources: [
    'pnpm-lock.yaml',
    '{README,CONTRIBUTING}.md',
    'docs/**',
    'packages/*/README.md',
    'packages/*/{src,fixtures}/**',
    'apps/server/README.md',
    'bench/*/README.md',
    'apps/docs/*.ts',
    'apps/docs/{generate,src}/*.{ts,css}',
  ],
}

/** Builds the documentation while the demo runs, which nobody has to wait for. Gives back how to stop. */
export function buildDocsBeside() {
  const stopping = new AbortController()
  const done = builtOnce({ ...DOCS, build: () => buildDocs({ signal: stopping.signal }) })
    .then((isNew) => isNew && say('The documentation is built.'))
    .catch((error) => !stopping.signal.aborted && say(error.message))
  return {
    stop: () => {
      stopping.abort()
      return done
    },
  }
}
