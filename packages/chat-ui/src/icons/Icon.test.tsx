import { expect, test } from 'vitest'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { Icon, MIRRORED, PATHS, type IconName } from './Icon.tsx'

/** Why the others stay as they are in right-to-left text: a new icon does not compile until it is mirrored or stands here. */
const EXEMPT: Readonly<Record<Exclude<IconName, (typeof MIRRORED)[number]>, string>> = {
  alert: 'symmetrical',
  arrowDown: 'vertical',
  attach: 'a thing, seen from any side',
  bell: 'symmetrical',
  bellOff: 'a slash falls the same way everywhere',
  calendar: 'symmetrical',
  card: 'a thing, seen from any side',
  check: 'a tick is written the same way everywhere',
  checks: 'a tick is written the same way everywhere',
  chevronDown: 'vertical',
  chevronUp: 'vertical',
  clock: 'clocks turn one way',
  close: 'symmetrical',
  copy: 'a thing, seen from any side',
  download: 'vertical',
  emoji: 'symmetrical',
  file: 'a thing, seen from any side',
  gear: 'symmetrical',
  image: 'a picture does not turn',
  info: 'symmetrical',
  lock: 'symmetrical',
  microphone: 'symmetrical',
  moon: 'a thing, seen from any side',
  more: 'symmetrical',
  offline: 'a slash falls the same way everywhere',
  pause: 'symmetrical',
  play: 'tape runs one way: players are not mirrored',
  record: 'symmetrical',
  retry: 'clocks turn one way',
  trash: 'symmetrical',
  users: 'a thing, seen from any side',
}
const ALL = Object.keys(PATHS).filter((name): name is IconName => name in PATHS)

test('every icon is either mirrored or exempt for a reason, and none is both', () => {
  expect([...Object.keys(EXEMPT), ...MIRRORED].toSorted()).toEqual(ALL.toSorted())
})

test('a mirrored icon turns round in right-to-left text, and no other does', async () => {
  const { container } = await renderPart(
    <div dir="rtl">
      {ALL.map((name) => (
        <Icon key={name} name={name} />
      ))}
    </div>,
  )
  const turned = [...container.querySelectorAll('svg')].filter((svg) => getComputedStyle(svg).transform !== 'none')
  expect(turned.map((svg) => svg.dataset.icon)).toEqual([...MIRRORED])
})

test('no icon is turned in left-to-right text, and none speaks', async () => {
  const { container } = await renderPart(ALL.map((name) => <Icon key={name} name={name} />))
  for (const svg of container.querySelectorAll('svg')) {
    expect(getComputedStyle(svg).transform).toBe('none')
    expect(svg.getAttribute('aria-hidden')).toBe('true')
  }
})
