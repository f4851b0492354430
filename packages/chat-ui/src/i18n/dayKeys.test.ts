import { expect, test, vi } from 'vitest'
import { createDayKeys } from './dayKeys.ts'

/** With half and quarter hours, summer time that begins and ends, and a day that never was (Samoa, 30 December 2011). */
const ZONES = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu', 'Pacific/Apia']

test.each(ZONES)('every moment of two years is in the day that Intl says it is in: %s', (timeZone) => {
  const iso = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
  const dayKey = createDayKeys((time) => iso.format(time))
  const end = Date.parse('2012-12-31T00:00:00Z')
  const wrong: string[] = []
  for (let time = Date.parse('2011-01-01T00:00:00Z'); time < end; time += 97 * 60_000 + 1) {
    const timestamp = new Date(time).toISOString()
    if (dayKey(timestamp) !== iso.format(time)) wrong.push(timestamp)
  }
  for (let quarter = Date.parse('2011-12-28T00:00:00Z'), count = 0; count < 500; count++, quarter += 15 * 60_000) {
    for (const time of [quarter - 1, quarter]) {
      if (dayKey(new Date(time).toISOString()) !== iso.format(time)) wrong.push(new Date(time).toISOString())
    }
  }
  expect(wrong).toEqual([])
})

test('a long room asks a few times a day, not once a message', () => {
  const format = vi.fn((time: number) => new Date(time).toISOString().slice(0, 10))
  const dayKey = createDayKeys(format)
  const start = Date.parse('2026-11-02T00:00:00Z')
  for (let index = 0; index < 10_000; index++) dayKey(new Date(start + index * 60_000).toISOString())
  expect(format.mock.calls.length).toBeLessThan(80)
})
