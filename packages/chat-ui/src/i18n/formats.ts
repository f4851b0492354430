import { once } from './once.ts'
import type { Strings } from './strings.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WEEK_DAYS = 7
const KIB = 1024

/** Dates and numbers in the reader's language. Timestamps are ISO 8601, `now` is epoch milliseconds. */
export interface Formats {
  /** "14:05" */
  time(timestamp: string): string
  /** "Today", "Yesterday", "Monday", or a date, with the year when it is another one. */
  day(timestamp: string, now: number): string
  /** Day and time in full: what a screen reader hears and a tooltip shows. */
  dateTime(timestamp: string): string
  /** The shortest form that is of use in a list: a time today, a weekday this week, then a date. */
  brief(timestamp: string, now: number): string
  /** "5 min. ago", and a date after a week. */
  relative(timestamp: string, now: number): string
  /** "1,204" */
  number(value: number): string
  /** "2.4 MB" */
  bytes(count: number): string
  /** "1:05", from seconds. */
  duration(seconds: number): string
  /** "40%", from 0.4. */
  percent(fraction: number): string
  /** The calendar day a moment falls on, as "2026-11-23". */
  dayKey(timestamp: string): string
}

/** Builds each Intl object once, when it is first needed: making one costs more than using it a thousand times. */
export function createFormats(
  locale: string,
  timeZone: string | undefined,
  strings: Pick<Strings, 'today' | 'yesterday' | 'justNow'>,
): Formats {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(locale, { ...options, timeZone }))
  const numbers = (options: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options))
  const time = dates({ hour: 'numeric', minute: '2-digit' })
  const longWeekday = dates({ weekday: 'long' })
  const shortWeekday = dates({ weekday: 'short' })
  const thisYear = dates({ weekday: 'long', day: 'numeric', month: 'long' })
  const otherYear = dates({ day: 'numeric', month: 'long', year: 'numeric' })
  const shortDate = dates({ day: 'numeric', month: 'short' })
  const full = dates({ dateStyle: 'full', timeStyle: 'short' })
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
  const plain = numbers({})
  const percent = numbers({ style: 'percent' })
  const minutes = numbers({ useGrouping: false })
  const seconds = numbers({ minimumIntegerDigits: 2 })
  // Canadian English writes dates as ISO 8601 does.
  const isoInZone = once(
    () => new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }),
  )
  // The browser's own zone needs no formatter, which would cost a long room's first frame more than its rows do.
  const iso = (date: Date) => (timeZone === undefined ? localDay(date) : isoInZone().format(date))

  const daysAgo = (date: Date, now: number) =>
    Math.round((Date.parse(iso(new Date(now))) - Date.parse(iso(date))) / DAY_MS)

  return {
    time: (timestamp) => time().format(new Date(timestamp)),
    day(timestamp, now) {
      const date = new Date(timestamp)
      const age = daysAgo(date, now)
      if (age === 0) return strings.today
      if (age === 1) return strings.yesterday
      if (age > 1 && age < WEEK_DAYS) return longWeekday().format(date)
      return (iso(date).slice(0, 4) === iso(new Date(now)).slice(0, 4) ? thisYear : otherYear)().format(date)
    },
    dateTime: (timestamp) => full().format(new Date(timestamp)),
    brief(timestamp, now) {
      const date = new Date(timestamp)
      const age = daysAgo(date, now)
      if (age <= 0) return time().format(date)
      if (age === 1) return strings.yesterday
      return (age < WEEK_DAYS ? shortWeekday : shortDate)().format(date)
    },
    relative(timestamp, now) {
      const age = now - Date.parse(timestamp)
      if (age < MINUTE_MS) return strings.justNow
      if (age < HOUR_MS) return relative().format(-Math.floor(age / MINUTE_MS), 'minute')
      if (age < DAY_MS) return relative().format(-Math.floor(age / HOUR_MS), 'hour')
      if (age < WEEK_DAYS * DAY_MS) return relative().format(-Math.floor(age / DAY_MS), 'day')
      return shortDate().format(new Date(timestamp))
    },
    bytes(count) {
      const unit = count < KIB ? 'byte' : count < KIB * KIB ? 'kilobyte' : 'megabyte'
      const amount = count < KIB ? count : count < KIB * KIB ? count / KIB : count / (KIB * KIB)
      const maximumFractionDigits = amount < 10 ? 1 : 0
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumFractionDigits,
      }).format(amount)
    },
    duration(total) {
      const whole = Math.max(0, Math.floor(total))
      return `${minutes().format(Math.floor(whole / 60))}:${seconds().format(whole % 60)}`
    },
    number: (value) => plain().format(value),
    percent: (fraction) => percent().format(fraction),
    dayKey: (timestamp) => iso(new Date(timestamp)),
  }
}

function localDay(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${date.getFullYear()}-${month}-${day}`
}
