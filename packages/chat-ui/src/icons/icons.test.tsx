import { expect, test } from 'vitest'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { allIcons } from '../../fixtures/allIcons.ts'

/** These point in reading direction. */
const MIRRORED = ['back', 'chat', 'send', 'sound', 'soundOff', 'undo']
/** Why the others stay as they are in right-to-left text: a new icon is mirrored, or stands here. */
const EXEMPT = {
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

const nameOf = (svg: SVGSVGElement) => svg.dataset.icon

test('every icon is either mirrored or exempt for a reason, and none is both', async () => {
  const { container } = await renderPart(allIcons.map(([file, Icon]) => <Icon key={file} />))
  expect([...container.querySelectorAll('svg')].map(nameOf)).toEqual([...Object.keys(EXEMPT), ...MIRRORED].toSorted())
})

test('a mirrored icon turns round in right-to-left text, and no other does', async () => {
  const { container } = await renderPart(
    <div dir="rtl">
      {allIcons.map(([file, Icon]) => (
        <Icon key={file} />
      ))}
    </div>,
  )
  const turned = [...container.querySelectorAll('svg')].filter((svg) => getComputedStyle(svg).transform !== 'none')
  expect(turned.map(nameOf)).toEqual(MIRRORED)
})

test('no icon is turned in left-to-right text, and none speaks', async () => {
  const { container } = await renderPart(allIcons.map(([file, Icon]) => <Icon key={file} />))
  expect(container.querySelectorAll('svg')).toHaveLength(allIcons.length)
  for (const svg of container.querySelectorAll('svg')) {
    expect(getComputedStyle(svg).transform).toBe('none')
    expect(svg.getAttribute('aria-hidden')).toBe('true')
  }
})
