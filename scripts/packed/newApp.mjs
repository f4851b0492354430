// A new app outside the repository, with the packed packages installed, made of what the documents say.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const template = fileURLToPath(new URL('app', import.meta.url))
const PACKAGES = ['protocol', 'ws-react', 'chat-ui']
const PNPM = 'pnpm@12.21.0'
const LIBRARIES = [
  'react',
  'react-dom',
  '@types/react',
  '@types/react-dom',
  'vite',
  '@vitejs/plugin-react',
  'typescript',
]
/** The files of the app that the documents have: the first sample, or the one after the file's name. */
const SAMPLES = [
  { document: 'README.md', file: 'src/Consultation.jsx' },
  { document: 'docs/quick-start.md', file: 'src/session.js', isNamed: true },
  { document: 'docs/quick-start.md', file: 'src/main.jsx', isNamed: true },
  { document: 'packages/ws-react/README.md', file: 'src/Hooks.tsx' },
]
/** Stand in a sample for the reader's own server. */
const SAMPLE_SERVERS = ['https://chat.example.org', 'http://127.0.0.1:8000']

/** `isLinked`: all but the packages themselves is taken from the repository, so that no registry is asked. */
export function createNewApp({ server, isLinked, react }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mediconnect-new-app-'))
  cpSync(template, folder, { recursive: true })
  for (const { document, file, isNamed } of SAMPLES) {
    const code = sampleOf(document, isNamed ? file : undefined)
    writeFileSync(
      path.join(folder, file),
      SAMPLE_SERVERS.reduce((text, sample) => text.replace(sample, server), code),
    )
  }
  const tarballs = pack(folder)
  const versions = { ...versionsOf('package.json'), ...(react ? { react, 'react-dom': react } : {}) }
  const manifest = {
    name: 'a-new-app',
    private: true,
    type: 'module',
    dependencies: {
      ...Object.fromEntries(PACKAGES.map((name) => [`@mediconnect/${name}`, `file:./${tarballs[name]}`])),
      ...Object.fromEntries(LIBRARIES.map((name) => [name, versions[name]])),
      '@tanstack/react-query': versionsOf('packages/ws-react/package.json')['@tanstack/react-query'],
    },
  }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  if (isLinked) link(folder, tarballs)
  else run('npm', ['install', '--no-audit', '--no-fund', '--loglevel', 'error'], folder)
  return folder
}

/** Runs a command in a folder; what it says is shown when it fails. */
export function run(command, args, cwd, env = {}) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } })
  if (result.status === 0) return result.stdout
  throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${result.stdout ?? ''}${result.stderr ?? ''}`)
}

/** The first sample of a document, or the first one after a file's name. */
function sampleOf(document, file) {
  const text = readFileSync(path.join(root, document), 'utf8')
  const from = file === undefined ? 0 : text.indexOf(`\`${file}\``)
  const [, code] = /```[jt]sx?\n(.*?)```/s.exec(from < 0 ? '' : text.slice(from)) ?? []
  if (code === undefined) throw new Error(`${document} has no sample${file ? ` for ${file}` : ''}.`)
  return code
}

function pack(folder) {
  const filters = PACKAGES.flatMap((name) => ['--filter', `@mediconnect/${name}`])
  run('npx', ['-y', PNPM, ...filters, 'pack', '--pack-destination', folder], root)
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const tarball = readdirSync(folder).find(
        (file) => file.startsWith(`mediconnect-${name}-`) && file.endsWith('.tgz'),
      )
      if (!tarball) throw new Error(`@mediconnect/${name} was not packed.`)
      return [name, tarball]
    }),
  )
}

/** What npm would do, from what is installed in the repository. */
function link(folder, tarballs) {
  const modules = path.join(folder, 'node_modules')
  for (const name of LIBRARIES) linkOne(name, root)
  linkOne('@tanstack/react-query', path.join(root, 'packages/ws-react'))
  for (const name of PACKAGES) {
    const target = path.join(modules, '@mediconnect', name)
    mkdirSync(target, { recursive: true })
    run('tar', ['-xzf', path.join(folder, tarballs[name]), '-C', target, '--strip-components', '1'], folder)
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(target, 'package.json'), 'utf8'))
    for (const dependency of Object.keys(dependencies)) {
      if (!dependency.startsWith('@mediconnect/')) linkOne(dependency, path.join(root, 'packages', name))
    }
  }

  function linkOne(name, from) {
    const target = path.join(modules, name)
    if (existsSync(target)) return
    mkdirSync(path.dirname(target), { recursive: true })
    symlinkSync(path.join(from, 'node_modules', name), target, 'dir')
  }
}

function versionsOf(manifest) {
  return JSON.parse(readFileSync(path.join(root, manifest), 'utf8')).devDependencies
}
