import { expect, type Locator, type Page } from '@playwright/test'

/** Opens a room from the list. */
export async function openRoom(page: Page, roomName: string): Promise<void> {
  await page.getByTestId(`room-${roomName}`).click()
  await untilConnected(page)
}

/** Waits until the open room is connected. */
export async function untilConnected(page: Page | Locator, options?: { timeout: number }): Promise<void> {
  await expect(page.locator('.mc-chat-window')).toHaveAttribute('data-connection', 'connected', options)
}

export function composer(page: Page | Locator): Locator {
  return page.getByRole('textbox', { name: /^Message / })
}

export async function write(page: Page | Locator, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** The bubble with a text; fails when there are two. */
export function bubble(page: Page | Locator, text: string): Locator {
  return page.locator('.mc-message').filter({ hasText: text })
}

/** All texts shown, in order. */
export async function texts(page: Page | Locator): Promise<string[]> {
  return page.locator('.mc-message__text').allTextContents()
}

/** Every message of a room, in order, read the whole way over HTTP. */
export async function stored(serverUrl: string, username: string, roomName: string): Promise<string[]> {
  const signIn = await fetch(`${serverUrl}/api/token/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: 'demo' }),
  })
  const { access } = (await signIn.json()) as { access: string }
  const all: string[] = []
  for (let after = 0; ;) {
    const url = `${serverUrl}/api/rooms/${roomName}/messages/?after_seq=${after}&limit=200`
    const response = await fetch(url, { headers: { Authorization: `Bearer ${access}` } })
    const { results } = (await response.json()) as { results: { message: string; seq: number }[] }
    if (results.length === 0) return all
    all.push(...results.map(({ message }) => message))
    after = results.at(-1)?.seq ?? after
  }
}

/** Every text of the open room as the page has it, in order, mounted or not. */
export async function transcript(page: Page): Promise<string[]> {
  const start = page.getByText('This is the start of the conversation')
  // Older pages come when the top is reached, and change every row's place.
  await expect(async () => {
    await page.locator('.mc-message-list__scroller').evaluate((element) => element.scrollTo(0, 0))
    await expect(start).toBeVisible({ timeout: 100 })
  }).toPass({ intervals: [50] })
  return page.evaluate(collectWholeTranscript)
}

/** Scrolls from the end to the start and gathers the text of every row by its place, since few are mounted at a time. */
async function collectWholeTranscript(): Promise<string[]> {
  const scroller = document.querySelector('.mc-message-list__scroller')
  if (!scroller) throw new Error('There is no transcript.')
  const byPlace = new Map<number, string>()
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  for (scroller.scrollTop = scroller.scrollHeight; ; scroller.scrollTop -= scroller.clientHeight / 2) {
    await frame()
    await frame()
    for (const row of scroller.querySelectorAll('article')) {
      const text = row.querySelector('.mc-message__text')?.textContent ?? ''
      byPlace.set(Number(row.getAttribute('aria-posinset')), text)
    }
    if (scroller.scrollTop === 0) break
  }
  return [...byPlace].sort(([a], [b]) => a - b).map(([, text]) => text)
}
