import type { Page } from '@playwright/test'
import { expect, test } from './world.ts'

/** What a screen reader is told of the bell. */
const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })

async function sendFromAdmin(admin: Page, priority: string, title: string): Promise<void> {
  await admin.getByTestId('admin-link').click()
  await admin.getByTestId('audience-everyone').check()
  await admin.getByTestId('notification-priority').selectOption(priority)
  await admin.getByTestId('notification-title').fill(title)
  await admin.getByTestId('notification-message').fill('Please look at this.')
  await admin.getByTestId('send-notification').click()
  await expect(admin.getByText(/Sent to 6/)).toBeVisible()
}

test('a notification raises the badge in two tabs, and reading it in one lowers both', async ({ world }) => {
  const first = await world.signIn('patient_doe')
  const second = await world.signIn('patient_doe', first.context())
  const admin = await world.signIn('admin')
  await sendFromAdmin(admin, 'medium', 'Your results are ready')
  for (const tab of [first, second]) await expect(bell(tab)).toHaveAccessibleName('Notifications, 1 unread')

  await bell(first).click()
  const item = first.getByRole('dialog', { name: 'Notifications' }).getByText('Your results are ready')
  await expect(item).toBeVisible()
  await first.getByRole('button', { name: 'Mark as read' }).click()
  for (const tab of [first, second]) await expect(bell(tab)).toHaveAccessibleName('Notifications')
})

test('a critical notification toasts and stays until it is acknowledged', async ({ world }) => {
  const patient = await world.signIn('patient_doe')
  const admin = await world.signIn('admin')
  await sendFromAdmin(admin, 'critical', 'Stop taking the new tablets')
  const toast = patient.getByRole('alert').filter({ hasText: 'Stop taking the new tablets' })
  await expect(toast).toBeVisible()
  await toast.getByRole('button', { name: 'Acknowledge' }).click()
  await expect(toast).toBeHidden()
  await expect(bell(patient)).toHaveAccessibleName('Notifications')
})
