import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Nothing on the page keeps anybody from using it, as far as a tool can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated, since the page's own policy lets in no other script.
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: typeof axe }).axe.run()
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
  expect(violations).toEqual([])
}

/** All fits into the width: nobody has to scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { width, content } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    content: document.documentElement.scrollWidth,
  }))
  expect(content).toBeLessThanOrEqual(width)
}
