import { existsSync, readFileSync } from 'node:fs'
import { ERRORS, HttpErrorSchema, MAX_UPLOAD_BYTES } from '@mediconnect/protocol'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createMetrics } from '../src/metrics.ts'
import { readYaml } from './readYaml.ts'

const root = new URL('../../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

const ComposeSchema = v.object({
  services: v.record(
    v.string(),
    v.object({
      environment: v.optional(v.record(v.string(), v.string()), {}),
      ports: v.optional(v.array(v.string()), []),
      networks: v.array(v.string()),
      volumes: v.optional(v.array(v.string()), []),
      depends_on: v.optional(v.record(v.string(), v.object({ condition: v.literal('service_healthy') })), {}),
      healthcheck: v.object({ test: v.array(v.string()) }),
      stop_grace_period: v.optional(v.string()),
      restart: v.string(),
    }),
  ),
  networks: v.record(v.string(), v.unknown()),
  volumes: v.record(v.string(), v.unknown()),
})

const text = read('docker-compose.yml')
const { services, networks, volumes } = v.parse(ComposeSchema, await readYaml(text))
const nodes = Object.entries(services).filter(([name]) => name.startsWith('node-'))
const nginx = read('deploy/nginx.conf')
const dockerfile = read('deploy/Dockerfile')

const SECRETS = {
  JWT_SECRET: 'a secret of thirty-two bytes or a little more',
  CHANNEL_SECRET: 'another secret of thirty-two bytes or so',
  POSTGRES_PASSWORD: 'b0a1',
  REDIS_PASSWORD: 'c2d3',
}

/** Fills `${NAME:-default}` and `${NAME:?what to do}` in, as Compose does. */
function fill(value: string, env: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    if (env[name] !== undefined) return env[name]
    if (kind === '?') throw new Error(`${name}: ${rest}`)
    return rest
  })
}

const environmentOf = (node: (typeof nodes)[number][1], env: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(node.environment).map(([name, value]) => [name, fill(value, env)]))

/** A directive's values, wherever it stands. */
const directive = (name: string) =>
  [...nginx.matchAll(new RegExp(`^\\s*${name}\\s+([^;{]+);`, 'gm'))].map((match) => match[1] ?? '')

describe('docker-compose.yml', () => {
  test('runs two nodes and refers only to services, networks and volumes that it has', () => {
    expect(nodes).toHaveLength(2)
    for (const service of Object.values(services)) {
      expect(Object.keys(services)).toEqual(expect.arrayContaining(Object.keys(service.depends_on)))
      expect(Object.keys(networks)).toEqual(expect.arrayContaining(service.networks))
      const named = service.volumes.map((volume) => volume.split(':')[0] ?? '')
      for (const name of named)
        expect(name.startsWith('.') ? existsSync(new URL(name, root)) : name in volumes).toBe(true)
    }
  })

  test('gives each node a configuration that the server takes, and only variables that it knows', () => {
    const config = read('apps/server/src/config.ts')
    const known = [...config.matchAll(/^ {4}([A-Z_]+):/gm)].map((match) => match[1] ?? '')
    for (const [, node] of nodes) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(node.environment)))
      const parsed = readConfig(environmentOf(node, SECRETS))
      expect(parsed).toMatchObject({ host: '0.0.0.0', jwtSecret: SECRETS.JWT_SECRET, seed: undefined })
      expect(parsed.channelSecrets).toEqual([SECRETS.CHANNEL_SECRET])
      const database = new URL(parsed.database.kind === 'postgres' ? parsed.database.url : '')
      const redis = new URL(parsed.redisUrl ?? '')
      for (const { hostname, password } of [database, redis]) {
        expect(services).toHaveProperty(hostname)
        expect(Object.values(SECRETS)).toContain(password)
      }
    }
  })

  test.each(Object.keys(SECRETS))('does not start without %s, and says what to do', (missing) => {
    const env = Object.fromEntries(Object.entries(SECRETS).filter(([name]) => name !== missing))
    for (const [, node] of nodes)
      expect(() => environmentOf(node, env)).toThrow(new RegExp(`${missing}: Set ${missing}`))
  })

  test('has no secret in it, and no default for one', () => {
    expect(text).not.toMatch(/\$\{\w*(SECRET|PASSWORD)\w*:?-/)
    for (const { environment } of Object.values(services)) {
      for (const [name, value] of Object.entries(environment)) {
        if (/SECRET|PASSWORD/.test(name)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/)
      }
    }
  })

  test('leaves each node the time to drain', () => {
    for (const [, node] of nodes) expect(Number.parseInt(node.stop_grace_period ?? '')).toBeGreaterThan(10)
  })

  test('is reached through nginx alone, on this machine', () => {
    const published = Object.entries(services).filter(([, service]) => service.ports.length > 0)
    expect(published.map(([name]) => name)).toEqual(['nginx'])
    const [, service] = published[0] ?? []
    expect(service?.ports.map((port) => fill(port, {}))).toEqual([`127.0.0.1:8080:${directive('listen')[0]}`])
  })
})

describe('nginx.conf', () => {
  test('spreads over the nodes of docker-compose.yml', () => {
    const upstreams = directive('server').map((server) => server.split(' ')[0])
    expect(upstreams).toEqual(nodes.map(([name, node]) => `${name}:${node.environment.PORT}`))
  })

  test('logs no query, where a token can be', () => {
    expect(directive('access_log')).toEqual(['/dev/stdout without_query'])
    expect(directive('log_format').join()).not.toMatch(
      /\$(request\b|request_uri|args|query_string|is_args|http_referer|arg_)/,
    )
    // Lines of lower levels quote the whole request.
    expect(directive('error_log')).toEqual(['/dev/stderr crit'])
  })

  test('lets files and idle sockets through', () => {
    expect(Number.parseInt(directive('client_max_body_size')[0] ?? '') * 1024 * 1024).toBeGreaterThan(MAX_UPLOAD_BYTES)
    const { heartbeatTimeoutMs } = readConfig({ SEED: 'demo' })
    for (const name of ['proxy_read_timeout', 'proxy_send_timeout']) {
      expect(Number.parseInt(directive(name)[0] ?? '') * 1000).toBeGreaterThan(heartbeatTimeoutMs)
    }
  })
})

describe('what nginx answers itself', () => {
  const answers = [...nginx.matchAll(/return (\d+) '([^']+)';/g)].map(([, status, body]) => ({
    status,
    body: body ?? '',
  }))

  test.each(answers)('looks like what a node answers: $status', ({ status, body }) => {
    const error = v.parse(HttpErrorSchema, JSON.parse(body))
    const definition = v.parse(
      v.object({ message: v.string(), httpStatus: v.number() }),
      new Map(Object.entries(ERRORS)).get(error.code),
    )
    expect(error.message).toBe(definition.message)
    expect(Number(status)).toBe(definition.httpStatus)
  })
})

describe('Dockerfile', () => {
  test('is made of what there is, with the package manager of the repository', () => {
    const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) =>
      (match[1] ?? '').split(' '),
    )
    expect(copies.length).toBeGreaterThan(3)
    const ignored = read('deploy/Dockerfile.dockerignore').split('\n')
    for (const path of copies) {
      expect(existsSync(new URL(path, root))).toBe(true)
      expect(ignored).toContain(`!${path}`)
    }
    const pnpm = /'(pnpm@[\d.]+)'/.exec(read('scripts/pnpm.mjs'))?.[1]
    expect(dockerfile).toContain(`npm install --global ${pnpm}\n`)
  })

  test('runs a node as nobody special, with no shell between it and its signals', () => {
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "bin\/mediconnect-server"\]$/m)
    expect(existsSync(new URL('apps/server/bin/mediconnect-server', root))).toBe(true)
  })
})

test('the runbook explains every metric', () => {
  const runbook = read('docs/runbook.md')
  const names = createMetrics()
    .registry.getMetricsAsArray()
    .map(({ name }) => name)
  expect(names.length).toBeGreaterThan(3)
  for (const name of names) expect(runbook).toContain(`\`${name}\``)
})
