// Takes pictures of the demo and of every part, desktop and phone, light and dark, into screenshots/ (kept out of git); the
// README's two are made anew in docs/images. `npm run screenshots -- --only demo` or `parts` takes those alone, and with
// `--story message-list` those of the stories that have this in their id.
/* global document, Image */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { findChromium } from './chromium.mjs'
import { CHROMIUM_FLAGS } from './chromiumFlags.ts'
import { picturesOfParts } from './screenshots/parts.mjs'

const FOLDER = 'screenshots'
/** What the README shows, by the picture it is made from. */
const README_PICTURES = { 'chat-desktop-light': 'demo-light', 'chat-desktop-dark': 'demo-dark' }
const README_FOLDER = 'docs/images'
const README_WIDTH = 1440
const WEBP_QUALITY = 0.85
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
const SCHEMES = ['light', 'dark']

const { only: asked, story = '' } = parseArgs({
  options: { only: { type: 'string' }, story: { type: 'string' } },
}).values
const only = asked ?? (story && 'parts')
if (!['', 'demo', 'parts'].includes(only) || (story && only === 'demo')) {
  console.error('--only must be demo or parts, and stories are of parts.')
  process.exit(2)
}
const executablePath = await findChromium()
mkdirSync(FOLDER, { recursive: true })
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
let url = ''
try {
  if (only !== 'parts') await picturesOfDemo()
  if (only !== 'demo') await picturesOfParts(browser, `${FOLDER}/parts`, story)
} finally {
  await browser.close()
}
console.log(`[screenshots] Done: see ${FOLDER}/.`)

async function picturesOfDemo() {
  console.log('[screenshots] Starting the demo …')
  const demo = await startDemo()
  url = demo.url
  try {
    await converse()
    for (const [size, viewport] of Object.entries(SIZES)) {
      for (const colorScheme of SCHEMES) await picturesOf(`${size}-${colorScheme}`, { viewport, colorScheme })
    }
    for (const [from, to] of Object.entries(README_PICTURES))
      await toWebp(`${FOLDER}/${from}.png`, `${README_FOLDER}/${to}.webp`)
  } finally {
    await demo.stop()
  }
}

/** The demo as `npm start` runs it. */
function startDemo() {
  const data = mkdtempSync(path.join(os.tmpdir(), 'mediconnect-screenshots-'))
  const demo = spawn(process.execPath, ['scripts/start.mjs', '--data', data], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let output = ''
    demo.stdout.on('data', (chunk) => {
      output += chunk
      const found = /(http:\/\/\S+?)\/?\s[\s\S]*side-by-side/.exec(output)
      if (found) resolve({ url: found[1], stop: () => end(demo, data) })
    })
    demo.on('exit', () => reject(new Error(`The demo did not start. It said:\n${output}`)))
  })
}

function end(demo, data) {
  return new Promise((resolve) => {
    demo.removeAllListeners('exit')
    demo.once('exit', () => {
      rmSync(data, { recursive: true, force: true })
      resolve()
    })
    demo.kill('SIGTERM')
  })
}

async function signIn(username, options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', deviceScaleFactor: 2, ...options })
  const page = await context.newPage()
  await page.goto(url)
  await page.getByTestId(`sign-in-${username}`).click()
  await page.getByTestId('top-bar').waitFor()
  return page
}

async function openRoom(page, room) {
  await page.getByTestId(`room-${room}`).click()
  await page.locator('.mc-chat-window[data-connection=connected]').waitFor()
}

async function say(page, text) {
  const box = page.getByRole('textbox', { name: /^Message / })
  await box.fill(text)
  await box.press('Enter')
  await page.locator('.mc-message').filter({ hasText: text }).last().waitFor()
}

/** Fills the demo with a conversation and notifications worth looking at. */
async function converse() {
  const [doctor, patient, admin] = [await signIn('dr_smith'), await signIn('patient_doe'), await signIn('admin')]
  await openRoom(doctor, '123_456')
  await openRoom(patient, '123_456')
  await say(patient, 'Good morning, Dr. Smith. I have had the new tablets for three days now.')
  await say(patient, 'The headaches are gone, but I feel a little dizzy when I get up quickly.')
  await say(doctor, 'Good morning, Jane. That is good news about the headaches.')
  await say(doctor, 'The dizziness is common in the first week. Please stand up slowly, and drink enough water.')
  await say(patient, 'Should I keep taking them?')
  await say(
    doctor,
    'Yes, one in the morning, as before. If it is not better by Friday, write to me here and we will adjust the dose.',
  )
  await say(patient, 'Thank you, that helps a lot!')
  await openRoom(doctor, 'clinic_1')
  await say(doctor, 'Room 2 is free from 11:00.')
  await admin.getByTestId('admin-link').click()
  for (const [type, priority, title, text] of [
    [
      'medical_record',
      'medium',
      'Lab results are in',
      'The results of your blood test of 12 March can be seen in your record.',
    ],
    ['appointment', 'high', 'Appointment tomorrow at 10:30', 'Follow-up with Dr. Smith, Clinic 1, second floor.'],
    ['system', 'low', 'Maintenance on Sunday', 'Between 02:00 and 03:00 messages may arrive late.'],
  ]) {
    await admin.getByTestId('audience-everyone').check()
    await admin.getByTestId('notification-type').selectOption(type)
    await admin.getByTestId('notification-priority').selectOption(priority)
    await admin.getByTestId('notification-title').fill(title)
    await admin.getByTestId('notification-message').fill(text)
    await admin.getByTestId('send-notification').click()
    await admin.getByText(/Sent to/).waitFor()
  }
  for (const page of [doctor, patient, admin]) await page.context().close()
}

async function picturesOf(name, options) {
  const shot = async (page, what) => {
    await page.screenshot({ path: `${FOLDER}/${what}-${name}.png` })
    console.log(`[screenshots] ${what}-${name}.png`)
  }
  const context = await browser.newContext({ locale: 'en-GB', deviceScaleFactor: 2, ...options })
  const first = await context.newPage()
  await first.goto(url)
  await first.getByTestId('sign-in-dr_smith').waitFor()
  await shot(first, 'sign-in')
  await first.goto(`${url}/#/side-by-side`)
  await first.getByTestId('pane-patient_doe').locator('.mc-chat-window[data-connection=connected]').waitFor()
  await shot(first, 'side-by-side')
  await first.goto(`${url}/#/qa?p1=dr_smith.123_456&p2=patient_doe.123_456.slowMs-300&p3=patient_doe.123_456`)
  for (const slot of [1, 2, 3]) {
    await first.getByTestId(`pane-${slot}`).locator('.mc-chat-window[data-connection=connected]').waitFor()
  }
  await first.getByTestId('pane-1-frames').click()
  await first.getByTestId('pane-2-faults').click()
  await first.getByTestId('pane-3-state').click()
  await first.getByTestId('pane-1').getByRole('article').last().waitFor()
  await shot(first, 'qa-bench')
  await first.goto(`${url}/#/qa/scripts`)
  await first.getByTestId('qa-results').waitFor()
  await shot(first, 'qa-scripts')
  await context.close()

  const doctor = await signIn('dr_smith', options)
  await doctor.getByTestId('room-123_456').waitFor()
  await shot(doctor, 'rooms')
  await openRoom(doctor, '123_456')
  await doctor.getByRole('article').last().waitFor()
  await shot(doctor, 'chat')
  await doctor.getByTestId('account-menu').click()
  await doctor.getByTestId('profile-link').click()
  await doctor.getByTestId('profile-sign-out').waitFor()
  await shot(doctor, 'profile')
  await doctor.context().close()

  const patient = await signIn('patient_doe', options)
  await patient.getByRole('button', { name: /^Notifications/ }).click()
  await patient.getByRole('dialog', { name: 'Notifications' }).getByText('Lab results are in').waitFor()
  await shot(patient, 'notifications')
  await patient.context().close()

  const admin = await signIn('admin', options)
  await admin.getByTestId('admin-link').click()
  await admin.getByTestId('send-notification').waitFor()
  await shot(admin, 'admin')
  await admin.context().close()
}

/** Small enough for a repository. The browser is the encoder. */
async function toWebp(from, to) {
  const page = await browser.newPage()
  const png = readFileSync(from).toString('base64')
  const webp = await page.evaluate(
    async ({ png, width, quality }) => {
      const image = new Image()
      image.src = `data:image/png;base64,${png}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = Math.round((image.height * width) / image.width)
      const context = canvas.getContext('2d')
      context.imageSmoothingQuality = 'high'
      context.drawImage(image, 0, 0, canvas.width, canvas.height)
      return canvas.toDataURL('image/webp', quality).split(',')[1]
    },
    { png, width: README_WIDTH, quality: WEBP_QUALITY },
  )
  await page.close()
  mkdirSync(path.dirname(to), { recursive: true })
  writeFileSync(to, webp, 'base64')
  console.log(`[screenshots] ${to}`)
}
