// Makes the site's pages: from the repository's Markdown, and from the code. Nothing it writes is kept in git.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { REPO_PAGES, ROOT } from '../pages.ts'
import { apiPages } from './apiPages.ts'
import { errorsPage } from './errorsPage.ts'
import { limitsPage } from './limitsPage.ts'
import { protocolPage } from './protocolPage.ts'
import { repoPage, type SitePage } from './repoPage.ts'

const APP = path.join(ROOT, 'apps/docs')
const CONTENT = path.join(APP, 'src/content/docs')
const PUBLIC = path.join(APP, 'public')

for (const folder of [CONTENT, PUBLIC]) rmSync(folder, { recursive: true, force: true })
for (const page of REPO_PAGES) write(page.route, repoPage(page))
write('protocol', protocolPage())
write('errors', errorsPage())
write('limits', limitsPage())
for (const [route, page] of await apiPages()) write(route, page)
copy('apps/demo/public/favicon.svg', 'favicon.svg')
copy('docs/images', 'images')

function write(route: string, { title, body }: SitePage): void {
  const file = path.join(CONTENT, `${route === '' ? 'index' : route}.md`)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body}`)
}

function copy(from: string, to: string): void {
  const source = path.join(ROOT, from)
  if (existsSync(source)) cpSync(source, path.join(PUBLIC, to), { recursive: true })
}
