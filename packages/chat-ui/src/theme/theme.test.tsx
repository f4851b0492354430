import type {} from '@vitest/browser-playwright'
import { afterEach, describe, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import { contrast, needed, paint, pairs } from '../../fixtures/contrast.ts'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { derivedTokens, publicTokens } from '../../fixtures/tokens.ts'
import { Avatar } from '../chat/Avatar/Avatar.tsx'
import contrastCss from './contrast.css?raw'
import forcedCss from './forced.css?raw'

const THEMES = ['light', 'dark', 'light contrast', 'dark contrast']
const KNOWN = new Set([...publicTokens, ...derivedTokens].map((token) => token.name))
/** Grounds, and lines that say nothing by themselves. */
const GROUNDS = new Set([...Object.values(pairs).flatMap((pair) => pair.on), '--mc-border', '--mc-shadow'])
const isColor = (value: string) => value.includes('light-dark(') || value.includes('#')

async function emulate(name: string, value: string) {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name, value }] })
}

afterEach(() => emulate('', ''))

async function scope(attributes: Readonly<Record<string, string>>) {
  const { container } = await renderPart(<div className="mc" data-testid="scope" {...attributes} />)
  const element = container.querySelector('[data-testid=scope]')
  if (!element) throw new Error('Nothing was rendered.')
  return element
}

function tooFaint(element: Element, highContrast: boolean) {
  return Object.entries(pairs).flatMap(([name, { on, kind }]) =>
    on
      .map((ground) => ({ ground, ratio: contrast(element, `var(${name})`, `var(${ground})`) }))
      .filter(({ ratio }) => ratio < needed(kind, highContrast))
      .map(({ ground, ratio }) => `${name} on ${ground}: ${ratio.toFixed(2)}`),
  )
}

describe('tokens', () => {
  test('there are about forty, each says what it is for, and none is there twice', () => {
    expect(publicTokens.length).toBeGreaterThanOrEqual(36)
    expect(publicTokens.length).toBeLessThanOrEqual(46)
    expect(publicTokens.filter((token) => !token.purpose)).toEqual([])
    expect(KNOWN.size).toBe(publicTokens.length + derivedTokens.length)
  })

  test('every colour is measured against a ground, or is a ground', () => {
    const unmeasured = publicTokens.filter(
      ({ name, value }) => isColor(value) && !(name in pairs) && !GROUNDS.has(name),
    )
    expect(unmeasured).toEqual([])
  })

  test('what is made from a token follows it when a host sets it on any element around', async () => {
    const { container } = await renderPart(
      <div style={{ '--mc-space-1': '10px', '--mc-accent-soft': 'rgb(1 2 3)' }}>
        <div className="mc" />
      </div>,
    )
    const part = container.querySelector('.mc')
    if (!part) throw new Error('Nothing was rendered.')
    expect(paint(part, 'var(--mc-selected)')).toEqual([1, 2, 3])
    const probe = part.appendChild(document.createElement('i'))
    probe.style.cssText = 'display: block; inline-size: var(--mc-space-4)'
    expect(getComputedStyle(probe).inlineSize).toBe('40px')
  })
})

describe('contrast', () => {
  test.each(THEMES)('in %s all text can be read and all signs be seen', async (theme) => {
    const element = await scope({ 'data-mc-theme': theme })
    expect(tooFaint(element, theme.includes('contrast'))).toEqual([])
  })

  test.each(THEMES)('in %s initials reach 7 to 1 on every tint', async (theme) => {
    const ids = [0, 1, 2, 3, 4, 5]
    const { container } = await renderPart(
      <div data-mc-theme={theme}>
        {ids.map((id) => (
          <Avatar key={id} user={{ id, username: 'jane', first_name: 'Jane', last_name: 'Doe' }} />
        ))}
      </div>,
    )
    const faces = [...container.querySelectorAll('.mc-avatar__face')].map((face) => getComputedStyle(face))
    expect(new Set(faces.map((face) => face.backgroundColor)).size).toBe(ids.length)
    const faint = faces.filter((face) => contrast(container, face.color, face.backgroundColor) < 7)
    expect(faint.map((face) => face.backgroundColor)).toEqual([])
  })

  test.each(['light', 'dark'])('who asks the system for more contrast gets it in %s too', async (theme) => {
    await emulate('prefers-contrast', 'more')
    expect(tooFaint(await scope({ 'data-mc-theme': theme }), true)).toEqual([])
  })

  test('high contrast is the same by attribute and by the system', () => {
    const [byAttribute, bySystem] = contrastCss.split('@media').map((part) => part.match(/--mc-[^;]+;/g))
    expect(byAttribute?.length).toBeGreaterThan(15)
    expect(bySystem).toEqual(byAttribute)
  })

  test('themes can stand in each other: a dark page has a light corner', async () => {
    const { container } = await renderPart(
      <div data-mc-theme="dark">
        <div className="mc" />
        <div data-mc-theme="light">
          <div className="mc" />
        </div>
      </div>,
    )
    const [dark, light] = [...container.querySelectorAll('.mc')].map((part) => paint(part, 'var(--mc-surface)'))
    expect(light).toEqual([255, 255, 255])
    expect(Math.max(...(dark ?? [255]))).toBeLessThan(64)
  })
})

describe('forced colours', () => {
  test('every colour that a theme sets has one of the system’s in its place', () => {
    const unmapped = publicTokens.filter(
      ({ name, value }) => isColor(value) && name !== '--mc-shadow' && !forcedCss.includes(`${name}:`),
    )
    expect(unmapped).toEqual([])
  })

  test.each(['light', 'dark', 'light contrast'])('%s gives way to the colours of the system', async (theme) => {
    await emulate('forced-colors', 'active')
    const element = await scope({ 'data-mc-theme': theme })
    for (const name of ['--mc-text', '--mc-danger', '--mc-presence-busy'])
      expect(paint(element, `var(${name})`), name).toEqual(paint(element, 'CanvasText'))
    for (const name of ['--mc-surface', '--mc-own-bg', '--mc-danger-soft'])
      expect(paint(element, `var(${name})`), name).toEqual(paint(element, 'Canvas'))
  })
})

describe('density', () => {
  test('compact takes less room than comfortable, and one can stand in the other', async () => {
    const { container } = await renderPart(
      <div data-mc-density="compact">
        <button type="button" className="mc mc-icon-button" />
        <div data-mc-density="comfortable">
          <button type="button" className="mc mc-icon-button" />
        </div>
      </div>,
    )
    const [compact, comfortable] = [...container.querySelectorAll('button')].map((button) => button.offsetHeight)
    expect(compact).toBe(30)
    expect(comfortable).toBe(36)
  })

  test('no size of text is under 12 px in either density', async () => {
    for (const density of ['comfortable', 'compact']) {
      const element = await scope({ 'data-mc-density': density })
      for (const size of ['xs', 'sm', 'md', 'lg']) {
        const probe = element.appendChild(document.createElement('i'))
        probe.style.fontSize = `var(--mc-text-${size})`
        expect(parseFloat(getComputedStyle(probe).fontSize), `${density} ${size}`).toBeGreaterThanOrEqual(12)
      }
    }
  })
})
