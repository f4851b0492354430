import { DEFAULT_LOCALE } from './LocaleContext.ts'

/**
 * Once in the life of a page the browser takes longer to start its dates and numbers than to draw the first screen of
 * messages: that is begun as soon as there is nothing else to do, and not when they have come.
 */
export function startIntl(): void {
  if (typeof window !== 'undefined')
    (window.requestIdleCallback ?? setTimeout)(() => new Intl.DateTimeFormat(DEFAULT_LOCALE))
}
