// What a page ships of what it imports (docs/adr/0012-what-counts-as-shipped.md).
import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'

/** Every application has these already. */
const PEERS = ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query']
const OPTIONS = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  external: PEERS,
  write: false,
  outdir: '.',
}

/**
 * Sizes in kB (1000 bytes), min + gzip, with all dependencies but the peer ones: `initial` is what the first screen waits
 * for, `lazy` comes later, `single` is all of it without code splitting. `text` is the text of what is initial, `files` are
 * those of which anything is shipped.
 * @param {string} contents @param {string} resolveDir
 */
export async function bundleSize(contents, resolveDir) {
  const options = { ...OPTIONS, stdin: { contents, resolveDir }, logLevel: 'error' }
  const split = await build({ ...options, splitting: true, metafile: true })
  const single = await build({ ...options, metafile: true })

  const { outputs } = split.metafile
  const initial = chunksOf(outputs, { withLazy: false })
  const all = chunksOf(outputs, { withLazy: true })
  const contentsOf = (name) => split.outputFiles.find((file) => file.path.endsWith(`/${name}`)).contents
  const sum = (names) => names.reduce((total, name) => total + kB(contentsOf(name)), 0)
  return {
    initial: sum(initial),
    lazy: sum(all.filter((name) => !initial.includes(name))),
    single: kB(single.outputFiles[0].contents),
    files: Object.keys(single.metafile.inputs).filter((file) => shipped(single.metafile, file)),
    text: initial.map((name) => new TextDecoder().decode(contentsOf(name))).join('\n'),
  }
}

/**
 * The chunks that the entry given on stdin reaches; the bundler writes those of lazy parts that nobody kept, too.
 * @param {import('esbuild').Metafile['outputs']} outputs @param {{ withLazy: boolean }} options
 */
export function chunksOf(outputs, { withLazy }) {
  const reached = new Set(Object.keys(outputs).filter((name) => outputs[name].entryPoint === '<stdin>'))
  for (const name of reached) {
    for (const { path, kind, external } of outputs[name].imports)
      if (!external && (withLazy || kind === 'import-statement')) reached.add(path)
  }
  return [...reached]
}

function shipped({ outputs }, file) {
  return Object.values(outputs).some(({ inputs }) => inputs[file]?.bytesInOutput > 0)
}

/** @param {Uint8Array} contents */
export function kB(contents) {
  return gzipSync(contents).length / 1000
}
