import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { BASE, REPO_PAGES, ROOT, type RepoPage } from '../pages.ts'

/** A page as the site generator reads it. */
export interface SitePage {
  readonly title: string
  readonly body: string
}

const LINK = /(?<!!)\[([^\]]*)\]\(([^)\s]+)\)/g
/** The address of an image beside the documents. */
const IMAGE = /(src|srcset)="(docs\/images\/[^"]+)"/g
/** A line that stands for the first TSX sample of a file, so that it has one home. */
const SAMPLE = /^<!-- sample: (\S+) -->$/gm
const FENCED = /(^```.*?^```$)/gms

/** A Markdown file of the repository as a page: its first heading as title, its links as the site's. */
export function repoPage({ file }: RepoPage): SitePage {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const [, title] = /^# (.+)$/m.exec(text) ?? []
  if (title === undefined) throw new Error(`${file} has no title: begin it with "# …".`)
  const body = text
    .replace(/^# .+\n/m, '')
    .replace(SAMPLE, (_, from: string) => `\`\`\`tsx\n${firstSample(from)}\`\`\``)
  return { title: title.replaceAll('`', ''), body: outsideOfCode(body, (prose) => siteLinks(prose, file)) }
}

function firstSample(file: string): string {
  const [, code] = /```tsx\n(.*?)```/s.exec(readFileSync(path.join(ROOT, file), 'utf8')) ?? []
  if (code === undefined) throw new Error(`${file} has no sample in TSX.`)
  return code
}

function outsideOfCode(text: string, change: (prose: string) => string): string {
  return text
    .split(FENCED)
    .map((part) => (part.startsWith('```') ? part : change(part)))
    .join('')
}

function siteLinks(prose: string, file: string): string {
  return prose
    .replace(LINK, (_, text: string, target: string) => siteLink(text, target, file))
    .replace(IMAGE, (_, attribute: string, target: string) => `${attribute}="${BASE}/${target.replace('docs/', '')}"`)
}

function siteLink(text: string, target: string, file: string): string {
  // What is made from the code has no file to link to: such pages are linked by their address, which the build checks.
  if (/^(https?:|mailto:|#)/.test(target) || target.startsWith(`${BASE}/`)) return `[${text}](${target})`
  const [relative = '', anchor] = target.split('#')
  const wanted = path.posix.join(path.posix.dirname(file), relative).replace(/\/$/, '')
  const route = routeOf(wanted)
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (route !== undefined) return `[${text}](${BASE}/${route === '' ? '' : `${route}/`}${hash})`
  if (existsSync(path.join(ROOT, wanted))) return text
  throw new Error(`${file} links to ${target}, which does not exist.`)
}

function routeOf(wanted: string): string | undefined {
  const absolute = path.join(ROOT, wanted)
  const file = existsSync(absolute) && statSync(absolute).isDirectory() ? `${wanted}/README.md` : wanted
  return REPO_PAGES.find((page) => page.file === file)?.route
}
