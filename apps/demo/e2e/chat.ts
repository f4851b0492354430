import { expect, type Locator, type Page } from '@playwright/test'

/** Opens a room from the list. */
export async function openRoom(page: Page, roomName: string): Promise<void> {
  await page.getByTestId(`room-${roomName}`).click()
  await expect(page.locator('.mc-chat-window')).toHaveAttribute('data-connection', 'connected')
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
