/** How long a page is watched after it has loaded: what comes later is not loading. */
const WATCHED_MS = 3_000
const BLOCKING_MS = 50

/**
 * A page whose paints, long tasks and interactions are noted from the start, on a processor `cpu` times slower.
 * @param {import('playwright').BrowserContext} context @param {number} cpu
 */
export async function openTab(context, cpu) {
  const tab = await context.newPage()
  const session = await context.newCDPSession(tab)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  await tab.addInitScript(() => {
    const seen = { paints: {}, tasks: [], interactions: {} }
    globalThis.seen = seen
    const watch = (type, note, more = {}) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more })
    watch('paint', ({ name, startTime }) => (seen.paints[name] = startTime))
    watch('largest-contentful-paint', ({ startTime }) => (seen.paints['largest-contentful-paint'] = startTime))
    watch('longtask', ({ startTime, duration }) => seen.tasks.push({ startTime, duration }))
    // Several events make one interaction, which takes as long as the longest of them.
    watch(
      'event',
      ({ interactionId, duration, name }) => {
        if (!interactionId) return
        const known = seen.interactions[interactionId]
        seen.interactions[interactionId] = { name, duration: Math.max(duration, known?.duration ?? 0) }
      },
      { durationThreshold: 16 },
    )
  })
  return tab
}

/** Paints and blocked time of a page that has just been loaded, in milliseconds. */
export async function loadFigures(tab) {
  await tab.waitForTimeout(WATCHED_MS)
  const { paints, tasks } = await tab.evaluate(() => globalThis.seen)
  const firstPaint = paints['first-contentful-paint']
  const blocked = tasks
    .filter(({ startTime }) => startTime >= firstPaint)
    .reduce((sum, { duration }) => sum + duration - BLOCKING_MS, 0)
  return { firstPaint, largestPaint: paints['largest-contentful-paint'], blocked }
}
