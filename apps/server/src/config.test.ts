import { isAbsolute } from 'node:path'
import { MAX_MESSAGE_BYTES, RATE_LIMIT_MESSAGES } from '@mediconnect/protocol'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const JWT_SECRET = 'x'.repeat(32)

test('without anything but a key the defaults of the contract hold', () => {
  const config = readConfig({ JWT_SECRET, ALLOWED_ORIGINS: '' })
  expect(config).toMatchObject({
    port: 8000,
    host: '127.0.0.1',
    allowedOrigins: undefined,
    maxMessageBytes: MAX_MESSAGE_BYTES,
    rateLimitMessages: RATE_LIMIT_MESSAGES,
    seed: undefined,
    logLevel: 'info',
  })
  const file = config.database.kind === 'sqlite' ? config.database.file : ''
  expect(isAbsolute(file)).toBe(true)
  expect(file).toMatch(/mediconnect-data\/mediconnect\.db$/)
  expect(config).toMatchObject({ redisUrl: undefined, channelSecrets: [], trustedProxies: [] })
})

test('a database’s folder is the data folder', () => {
  const config = readConfig({ JWT_SECRET, DATABASE_URL: 'sqlite:///var/lib/chat/a.db' })
  expect(config).toMatchObject({
    database: { kind: 'sqlite', file: '/var/lib/chat/a.db' },
    dataFolder: '/var/lib/chat',
  })
})

test('many nodes share Postgres and Redis, and the keys between them', () => {
  const config = readConfig({
    JWT_SECRET,
    DATABASE_URL: 'postgres://chat:secret@db/chat',
    REDIS_URL: 'redis://cache:6379',
    CHANNEL_SECRET: 'new, old',
    TRUSTED_PROXIES: '10.0.0.1,192.168.0.0/16,::1',
  })
  expect(config).toMatchObject({
    database: { kind: 'postgres', url: 'postgres://chat:secret@db/chat' },
    redisUrl: 'redis://cache:6379',
    channelSecrets: ['new', 'old'],
    trustedProxies: ['10.0.0.1', '192.168.0.0/16', '::1'],
  })
})

test('origins are a comma list', () => {
  const config = readConfig({ JWT_SECRET, ALLOWED_ORIGINS: 'https://a.example, http://b.example:3000/' })
  expect(config.allowedOrigins).toEqual(['https://a.example', 'http://b.example:3000'])
})

test('a demo needs no key, anything else does', () => {
  expect(readConfig({ SEED: 'demo' }).jwtSecret).toBeUndefined()
  expect(() => readConfig({})).toThrow('JWT_SECRET is missing')
})

test.each([
  [{ JWT_SECRET: 'short' }, 'JWT_SECRET is too short'],
  [{ JWT_SECRET, PORT: '70000' }, 'PORT must be a whole number from 0 to 65535.'],
  [{ JWT_SECRET, DATABASE_URL: 'mysql://db/x' }, 'DATABASE_URL must look like sqlite:///abs/path.db or postgres://'],
  [{ JWT_SECRET, REDIS_URL: 'http://r' }, 'REDIS_URL must look like redis://'],
  [{ JWT_SECRET, TRUSTED_PROXIES: '10.0.0.0/64' }, 'TRUSTED_PROXIES must be a comma list'],
  [{ JWT_SECRET, ALLOWED_ORIGINS: 'nonsense' }, 'ALLOWED_ORIGINS must be a comma list'],
  [{ JWT_SECRET, SEED: 'prod' }, 'SEED can only be demo.'],
  [{ JWT_SECRET, LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of'],
])('%o is refused in a sentence', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence)
})
