// Finds a Chromium or Chrome to test pages with, and installs one where there is none.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installDebianPackage, mayInstall } from './apt.mjs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Path of a Chromium; ends the process with a clear sentence when none can be had. */
export async function findChromium() {
  const found = await look()
  if (found) return found
  console.log('[setup] No Chromium or Chrome found; installing one …')
  if (mayInstall()) installDebianPackage('chromium')
  if (!(await look())) spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit' })
  const installed = await look()
  if (installed) return installed
  console.error(
    '[setup] No Chromium could be installed. Install Chromium or Chrome by hand, or set CHROMIUM to its path, and run this again.',
  )
  process.exit(1)
}

async function look() {
  const { chromium } = await import('playwright')
  return [process.env.CHROMIUM, ...PLACES, chromium.executablePath()].find((place) => place && existsSync(place))
}
