import { openRoom } from './chat.ts'
import { expect, test } from './qa/bench.ts'

test('the profile says who one is; status, theme and notification settings are chosen there, and one signs out there', async ({
  bench: { world },
}) => {
  const [doctor, patient] = [await world.signIn('dr_smith'), await world.signIn('patient_doe')]
  await openRoom(patient, '123_456')
  await openRoom(doctor, '123_456')
  await doctor.getByTestId('account-menu').click()
  await doctor.getByTestId('profile-link').click()
  const profile = doctor.getByRole('main')
  await expect(profile).toContainText('John Smith')
  await expect(profile).toContainText('Doctor')

  await doctor.getByTestId('status-choice-busy').check()
  await doctor.getByTestId('back-to-rooms').click()
  await openRoom(doctor, '123_456')
  await expect(patient.locator('.mc-chat-header')).toContainText('Busy')

  await doctor.goto(`${world.url}/#/profile`)
  await doctor.getByTestId('theme-choice-dark').check()
  await doctor.getByRole('switch', { name: 'Quiet hours' }).check()
  await doctor.reload()
  await expect(doctor.getByTestId('theme-choice-dark')).toBeChecked()
  await expect(doctor.locator('html')).toHaveAttribute('data-mc-theme', 'dark')
  await expect(doctor.getByRole('switch', { name: 'Quiet hours' })).toBeChecked()
  await doctor.getByTestId('profile-sign-out').click()
  await expect(doctor.getByTestId('sign-in-dr_smith')).toBeVisible()
  for (const page of [doctor, patient]) await page.context().close()
})
