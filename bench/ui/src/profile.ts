import type { CDPSession } from 'playwright'

/** Functions printed. */
const PRINTED = 40

interface Cost {
  self: number
  total: number
}

/** Where the main thread's time goes while `work` runs: own time of each function, and with all it called. */
export async function profile(session: CDPSession, work: () => Promise<unknown>): Promise<string> {
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 200 })
  await session.send('Profiler.start')
  await work()
  const { nodes, samples = [], timeDeltas = [] } = (await session.send('Profiler.stop')).profile

  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const costs = new Map<string, Cost>()
  const nameOf = (id: number): string => {
    const frame = byId.get(id)?.callFrame
    const file = frame?.url.split('/').at(-1) ?? ''
    return `${frame?.functionName || '(anonymous)'}${file ? `  ${file}:${(frame?.lineNumber ?? 0) + 1}` : ''}`
  }
  for (const [index, sample] of samples.entries()) {
    const milliseconds = (timeDeltas[index] ?? 0) / 1_000
    const seen = new Set<string>()
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const name = nameOf(id)
      const cost = costs.get(name) ?? { self: 0, total: 0 }
      costs.set(name, cost)
      if (id === sample) cost.self += milliseconds
      // A function that calls itself counts once.
      if (!seen.has(name)) cost.total += milliseconds
      seen.add(name)
    }
  }
  const sorted = [...costs].filter(([name]) => name !== '(idle)').sort(([, a], [, b]) => b.self - a.self)
  const lines = sorted
    .slice(0, PRINTED)
    .map(([name, { self, total }]) => `${self.toFixed(1).padStart(9)} ${total.toFixed(1).padStart(9)}  ${name}`)
  return ['  self ms  total ms', ...lines].join('\n')
}
