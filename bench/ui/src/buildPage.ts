import react from '@vitejs/plugin-react'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, defaultClientConditions, preview } from 'vite'

const ROOT = join(import.meta.dirname, '../page')
const HOST = '127.0.0.1'

export interface Page {
  readonly url: string
  close(): Promise<void>
}

/**
 * Builds the contestants for production, from our sources, and serves them. `checkout` is another checkout of this
 * repository whose packages are to be measured.
 */
export async function buildPage(checkout: string | undefined, isReadable: boolean): Promise<Page> {
  const outDir = mkdtempSync(join(tmpdir(), 'bench-ui-'))
  const packages = ['protocol', 'ws-react', 'chat-ui'].map((name) => `${checkout}/packages/${name}`)
  const resolve = {
    conditions: ['source', ...defaultClientConditions],
    dedupe: ['react', 'react-dom'],
    alias: checkout === undefined ? [] : packages.flatMap(aliases),
  }
  await build({
    root: ROOT,
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    resolve,
    worker: { format: 'es' },
    build: { outDir, target: 'es2022', minify: isReadable ? false : 'oxc', chunkSizeWarningLimit: 2_000 },
  })
  const server = await preview({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { host: HOST, port: 0 },
  })
  const address = server.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('The page is served nowhere.')
  return {
    url: `http://${HOST}:${address.port}/`,
    close: async () => {
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

function aliases(folder: string): { find: RegExp; replacement: string }[] {
  const name = folder.slice(folder.lastIndexOf('/') + 1)
  const paths: Record<string, string> = {
    [`@mediconnect/${name}`]: 'src/index.ts',
    [`@mediconnect/${name}/client`]: 'src/client.ts',
    [`@mediconnect/${name}/testing`]: 'src/testing/index.ts',
    [`@mediconnect/${name}/styles.css`]: 'src/styles.css',
  }
  return Object.entries(paths).map(([from, to]) => ({ find: new RegExp(`^${from}$`), replacement: `${folder}/${to}` }))
}
