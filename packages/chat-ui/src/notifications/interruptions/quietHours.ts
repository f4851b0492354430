/** A time of day when only what is critical interrupts, as "22:00" and "07:00"; it may go over midnight. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

export function isTimeOfDay(text: unknown): text is string {
  return typeof text === 'string' && TIME.test(text)
}

/** Whether `now` (epoch milliseconds) is in it, in the reader's time zone. The end is not part of it. */
export function isQuiet(hours: QuietHours | undefined, now: number, timeZone?: string): boolean {
  if (!hours) return false
  const { from, to } = hours
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(now)
  return from <= to ? time >= from && time < to : time >= from || time < to
}
