/** A stretch of a text: plain, or with an address that is safe to open. */
export interface TextPart {
  readonly text: string
  readonly href?: string
}

// Only these schemes are ever made into links; a bare "www." or an e-mail address gets its scheme here.
const CANDIDATE = /\b(?:https?:\/\/|mailto:|tel:\+?|www\.)[^\s<>"'`]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi
const TRAILING = /[.,;:!?'"…]+$/
const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** Cuts a text into plain stretches and links. What it cannot be sure of stays text. */
export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const match of text.matchAll(CANDIDATE)) {
    const link = trimmed(match[0])
    const href = safeHref(link)
    if (!href) continue
    if (match.index > end) parts.push({ text: text.slice(end, match.index) })
    parts.push({ text: link, href })
    end = match.index + link.length
  }
  if (end < text.length) parts.push({ text: text.slice(end) })
  return parts
}

/** The address when it is one a click may open, in full. */
export function safeHref(link: string): string | undefined {
  const full = /^www\./i.test(link) ? `https://${link}` : /^[^:/]+@/.test(link) ? `mailto:${link}` : link
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  return SAFE.has(url.protocol) ? url.href : undefined
}

/** Without the punctuation of the sentence around it, and without a bracket that was opened before it. */
function trimmed(candidate: string): string {
  let link = candidate.replace(TRAILING, '')
  while (link.endsWith(')') && count(link, ')') > count(link, '(')) link = link.slice(0, -1).replace(TRAILING, '')
  return link
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
