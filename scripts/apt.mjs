// Installs a Debian package where this may be done, and starts none of the services it brings.
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

/** Asked by packages before they start their service; 101 means no. */
const POLICY = '/usr/sbin/policy-rc.d'

/** Whether we are root on a Debian or one of its children. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

/** Tries to; whether it worked is seen by looking for what it should have brought. @param {string} name */
export function installDebianPackage(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit', env })
  const isOurPolicy = !existsSync(POLICY)
  if (isOurPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', name)
  } finally {
    if (isOurPolicy) rmSync(POLICY, { force: true })
  }
}
