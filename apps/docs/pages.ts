import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The repository's root, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** Where the site is served. */
export const BASE = '/docs'

/** A page of the site that is a Markdown file of the repository. */
export interface RepoPage {
  /** From the repository's root. */
  readonly file: string
  /** Its place in the site, without slashes around; the first page has none. */
  readonly route: string
  /** What the sidebar calls it, if not by its title. */
  readonly label?: string
}

/** A page made from the code: see generate/. */
export interface MadePage {
  readonly route: string
  readonly label: string
}

export interface PageGroup {
  readonly label: string
  readonly isCollapsed?: boolean
  readonly pages: readonly (RepoPage | MadePage)[]
}

const guide = (name: string): RepoPage => ({ file: `docs/guides/${name}.md`, route: `guides/${name}` })

/** Every page, in the order of the sidebar. A file that is not here is not in the site. */
export const PAGES: readonly PageGroup[] = [
  {
    label: 'Start',
    pages: [
      { file: 'README.md', route: '', label: 'What it is' },
      { file: 'docs/quick-start.md', route: 'quick-start' },
    ],
  },
  {
    label: 'Guides',
    pages: [
      'theming',
      'slots',
      'headless',
      'backend',
      'authentication',
      'offline',
      'notifications',
      'accessibility',
      'languages',
      'testing',
      'server-rendering',
      'security',
      'running',
      'upgrading',
    ].map(guide),
  },
  {
    label: 'Packages',
    pages: [
      { file: 'packages/protocol/README.md', route: 'packages/protocol' },
      { file: 'packages/ws-react/README.md', route: 'packages/ws-react' },
      { file: 'packages/chat-ui/README.md', route: 'packages/chat-ui' },
      { file: 'apps/server/README.md', route: 'packages/server' },
    ],
  },
  {
    label: 'Reference',
    pages: [
      { route: 'protocol', label: 'Frames and HTTP bodies' },
      { route: 'errors', label: 'Errors' },
      { route: 'limits', label: 'Limits' },
      { route: 'api/protocol', label: 'API: protocol' },
      { route: 'api/protocol-client', label: 'API: protocol/client' },
      { route: 'api/ws-react', label: 'API: ws-react' },
      { route: 'api/ws-react-testing', label: 'API: ws-react/testing' },
      { route: 'api/ws-react-devtools', label: 'API: ws-react/devtools' },
      { route: 'api/chat-ui', label: 'API: chat-ui' },
    ],
  },
  {
    label: 'The project',
    pages: [
      { file: 'docs/runbook.md', route: 'runbook' },
      { file: 'docs/performance.md', route: 'performance' },
      { file: 'bench/server/README.md', route: 'bench/server' },
      { file: 'bench/ui/README.md', route: 'bench/ui' },
      { file: 'CONTRIBUTING.md', route: 'contributing' },
    ],
  },
  {
    label: 'Decisions',
    isCollapsed: true,
    pages: [{ file: 'docs/adr/README.md', route: 'decisions', label: 'All of them' }, ...decisions()],
  },
]

export const REPO_PAGES: readonly RepoPage[] = PAGES.flatMap(({ pages }) => pages).filter((page) => 'file' in page)

function decisions(): RepoPage[] {
  const names = readdirSync(`${ROOT}docs/adr`).filter((name) => /^\d+-.*\.md$/.test(name))
  return names.sort().map((name) => ({ file: `docs/adr/${name}`, route: `decisions/${name.replace(/\.md$/, '')}` }))
}
