import axe from 'axe-core'
import { cdp, page } from 'vitest/browser'

/** What a look can change. All other rules are about the elements, which the workshop's own run of axe has seen. */
const RULES = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']
const NARROW = { width: 320, height: 640 }
/** What a finger needs. */
const TOUCH_PX = 44
/** Something that repeats faster than this moves, whatever the reader asked for. */
const CALM_MS = 1_500

type Features = Readonly<Record<string, string>>
interface Look {
  readonly name: string
  readonly features?: Features
  /** What the story's frame is given. */
  readonly frame?: Readonly<Record<string, string>>
}

const LOOKS: readonly Look[] = [
  { name: 'dark', features: { 'prefers-color-scheme': 'dark' } },
  { name: 'high contrast', frame: { 'data-mc-theme': 'contrast' } },
  { name: 'right to left', frame: { dir: 'rtl' } },
  { name: 'forced colours', features: { 'forced-colors': 'active', 'prefers-color-scheme': 'dark' } },
]

/**
 * Looks at a story as it stands after its play: axe in each theme, no sideways scrolling in a narrow window and with text
 * twice as large, targets for fingers, nothing that moves where motion is not wanted.
 */
export async function everyLook(canvas: HTMLElement): Promise<void> {
  const problems: string[] = []
  const size = { width: window.innerWidth, height: window.innerHeight }
  try {
    for (const look of LOOKS) problems.push(...(await within(canvas, look, () => violations(canvas))))
    problems.push(...(await withTouch(() => smallTargets(canvas))))
    problems.push(...(await withFeatures({}, () => restless())))
    await page.viewport(NARROW.width, NARROW.height)
    problems.push(...sidewaysScroll('320 px wide'))
    document.documentElement.style.fontSize = '200%'
    await page.viewport(NARROW.width * 2, NARROW.height)
    problems.push(...sidewaysScroll('text at 200 %'))
  } finally {
    document.documentElement.style.fontSize = ''
    await page.viewport(size.width, size.height)
  }
  if (problems.length > 0) throw new Error(problems.join('\n'))
}

async function within(canvas: HTMLElement, { name, features, frame = {} }: Look, look: () => Promise<string[]>) {
  const element = canvas.querySelector('.mc') ?? canvas
  const before = Object.keys(frame).map((attribute) => [attribute, element.getAttribute(attribute)] as const)
  for (const [attribute, value] of Object.entries(frame)) element.setAttribute(attribute, value)
  try {
    const found = await withFeatures(features ?? {}, look)
    return found.map((problem) => `${name}: ${problem}`)
  } finally {
    for (const [attribute, value] of before) {
      if (value === null) element.removeAttribute(attribute)
      else element.setAttribute(attribute, value)
    }
  }
}

/** Always without motion: colours on their way from one theme to the next are of neither. */
async function withFeatures<Result>(features: Features, look: () => Result | Promise<Result>): Promise<Result> {
  const media = { 'prefers-reduced-motion': 'reduce', ...features }
  const named = Object.entries(media).map(([name, value]) => ({ name, value }))
  await cdp().send('Emulation.setEmulatedMedia', { features: named })
  try {
    return await look()
  } finally {
    await cdp().send('Emulation.setEmulatedMedia', { features: named.map(({ name }) => ({ name, value: '' })) })
  }
}

async function withTouch<Result>(look: () => Result): Promise<Result> {
  await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: true })
  try {
    return look()
  } finally {
    await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: false })
  }
}

async function violations(canvas: HTMLElement): Promise<string[]> {
  const { violations: found } = await axe.run(canvas, { runOnly: RULES, resultTypes: ['violations'] })
  return found.map(
    ({ id, nodes }) =>
      `${id}\n  ${nodes.map(({ html, failureSummary }) => `${html}\n  ${failureSummary}`).join('\n  ')}`,
  )
}

function smallTargets(canvas: HTMLElement): string[] {
  if (!matchMedia('(pointer: coarse)').matches) return ['The pointer is not coarse: nothing was measured.']
  const small: string[] = []
  for (const target of canvas.querySelectorAll('button, a[href], input, select, textarea, [role="menuitem"]')) {
    const { width, height } = target.getBoundingClientRect()
    // Links in running text are exempt, and what is not shown.
    if (
      width <= 1 ||
      height <= 1 ||
      target.matches(':disabled') ||
      getComputedStyle(target).display === 'inline' ||
      !target.checkVisibility()
    )
      continue
    if (Math.min(width, height) >= TOUCH_PX - 0.5 || reaches(target)) continue
    small.push(`target of ${Math.round(width)} × ${Math.round(height)} px: ${target.outerHTML.slice(0, 160)}`)
  }
  return small
}

/** Whether a finger hits the target or its label all over the place it needs: what lies over a whole card is larger than its box. */
function reaches(target: Element): boolean {
  target.scrollIntoView({ block: 'center', inline: 'center' })
  const { left, top, width, height } = target.getBoundingClientRect()
  const reach = TOUCH_PX / 2 - 1
  const hit = [target, ...(target instanceof HTMLInputElement ? (target.labels ?? []) : [])]
  const [x, y] = [left + width / 2, top + height / 2]
  return [
    [x - reach, y],
    [x + reach, y],
    [x, y - reach],
    [x, y + reach],
  ].every(([atX = 0, atY = 0]) => hit.some((element) => element.contains(document.elementFromPoint(atX, atY))))
}

function restless(): string[] {
  return document
    .getAnimations()
    .map((animation) => animation.effect)
    .filter((effect) => effect !== null)
    .filter((effect) => {
      const { iterations, duration } = effect.getComputedTiming()
      return iterations === Infinity && typeof duration === 'number' && duration < CALM_MS
    })
    .map(
      (effect) =>
        `moves although motion is not wanted: ${String(effect instanceof KeyframeEffect && effect.target?.className)}`,
    )
}

function sidewaysScroll(when: string): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const widest = [...document.querySelectorAll('body *')].find(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  )
  return [
    `${when}: ${scrollWidth - clientWidth} px to scroll sideways, first by ${widest?.outerHTML.slice(0, 160) ?? '?'}`,
  ]
}
