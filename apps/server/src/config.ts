import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import {
  HEARTBEAT_TIMEOUT_MS,
  MAX_CONNECTIONS_PER_USER,
  MAX_MESSAGE_BYTES,
  RATE_LIMIT_MESSAGES,
  RATE_LIMIT_WINDOW_MS,
} from '@mediconnect/protocol'
import * as v from 'valibot'

const DEFAULT_PORT = 8000
const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_DATABASE = join('mediconnect-data', 'mediconnect.db')
const DEFAULT_POOL_SIZE = 10
/** websockets-module.md, "Connection Pooling". */
const DEFAULT_CHANNEL_CAPACITY = 1_500
const DEFAULT_CHANNEL_EXPIRY_MS = 60_000
const MIN_SECRET_BYTES = 32
/** The longest delay a timer of the runtime can have. */
const MAX_TIMER_MS = 2 ** 31 - 1
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Which database, and where. */
export type DatabaseConfig =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

const whole = (name: string, min: number, max: number, fallback: number) =>
  v.pipe(
    v.optional(v.string(), String(fallback)),
    v.regex(/^\d{1,10}$/, `${name} must be a whole number from ${min} to ${max}.`),
    v.transform(Number),
    v.minValue(min, `${name} must be a whole number from ${min} to ${max}.`),
    v.maxValue(max, `${name} must be a whole number from ${min} to ${max}.`),
  )

const EnvironmentSchema = v.pipe(
  v.object({
    PORT: whole('PORT', 0, 65_535, DEFAULT_PORT),
    HOST: v.optional(v.string(), DEFAULT_HOST),
    JWT_SECRET: v.optional(
      v.pipe(
        v.string(),
        v.check(
          (secret) => Buffer.byteLength(secret) >= MIN_SECRET_BYTES,
          `JWT_SECRET is too short: HS256 needs ${MIN_SECRET_BYTES} bytes or more.`,
        ),
      ),
    ),
    DATABASE_URL: v.pipe(
      v.optional(v.string(), `sqlite://${resolve(DEFAULT_DATABASE)}`),
      v.check(
        (url) => /^sqlite:\/\/\/.+/.test(url) || (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)),
        'DATABASE_URL must look like sqlite:///abs/path.db or postgres://user:password@host:5432/database.',
      ),
      v.transform((url): DatabaseConfig =>
        url.startsWith('sqlite:') ? { kind: 'sqlite', file: url.slice('sqlite://'.length) } : { kind: 'postgres', url },
      ),
    ),
    DATABASE_POOL_SIZE: whole('DATABASE_POOL_SIZE', 2, 1_000, DEFAULT_POOL_SIZE),
    REDIS_URL: v.optional(
      v.pipe(
        v.string(),
        v.check((url) => /^rediss?:\/\//.test(url) && URL.canParse(url), 'REDIS_URL must look like redis://host:6379.'),
      ),
    ),
    CHANNEL_SECRET: v.optional(
      v.pipe(
        v.string(),
        v.transform((list) => list.split(',').flatMap((secret) => secret.trim() || [])),
      ),
      '',
    ),
    CHANNEL_CAPACITY: whole('CHANNEL_CAPACITY', 1, 10_000_000, DEFAULT_CHANNEL_CAPACITY),
    CHANNEL_EXPIRY_MS: whole('CHANNEL_EXPIRY_MS', 100, MAX_TIMER_MS, DEFAULT_CHANNEL_EXPIRY_MS),
    TRUSTED_PROXIES: v.optional(
      v.pipe(
        v.string(),
        v.transform((list) => list.split(',').flatMap((address) => address.trim() || [])),
        v.check(
          (list) => list.every(isNetwork),
          'TRUSTED_PROXIES must be a comma list of addresses like 10.0.0.1 or networks like 10.0.0.0/8.',
        ),
      ),
      '',
    ),
    ALLOWED_ORIGINS: v.optional(
      v.pipe(
        v.string(),
        v.transform((list) => list.split(',').flatMap((origin) => origin.trim().replace(/\/$/, '') || [])),
        v.array(v.pipe(v.string(), v.url('ALLOWED_ORIGINS must be a comma list of origins like https://a.example.'))),
      ),
    ),
    MAX_MESSAGE_BYTES: whole('MAX_MESSAGE_BYTES', 256, 64 * 1024 * 1024, MAX_MESSAGE_BYTES),
    RATE_LIMIT_MESSAGES: whole('RATE_LIMIT_MESSAGES', 1, 1_000_000, RATE_LIMIT_MESSAGES),
    RATE_LIMIT_WINDOW_MS: whole('RATE_LIMIT_WINDOW_MS', 1, MAX_TIMER_MS, RATE_LIMIT_WINDOW_MS),
    HEARTBEAT_TIMEOUT_MS: whole('HEARTBEAT_TIMEOUT_MS', 100, MAX_TIMER_MS, HEARTBEAT_TIMEOUT_MS),
    MAX_CONNECTIONS_PER_USER: whole('MAX_CONNECTIONS_PER_USER', 1, 100_000, MAX_CONNECTIONS_PER_USER),
    SEED: v.optional(v.picklist(['demo'], 'SEED can only be demo.')),
    LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`), 'info'),
  }),
  v.check(
    (env) => env.JWT_SECRET !== undefined || env.SEED === 'demo',
    `JWT_SECRET is missing: set it to a random text of ${MIN_SECRET_BYTES} bytes or more, or set SEED=demo to try the server out.`,
  ),
  v.transform((env) => ({
    port: env.PORT,
    host: env.HOST,
    /** Missing only in demo mode, which makes one. */
    jwtSecret: env.JWT_SECRET,
    database: env.DATABASE_URL,
    /** Connections to Postgres this node opens at most. */
    databasePoolSize: env.DATABASE_POOL_SIZE,
    /** Where an embedded database, its uploads and a demo's secret live. */
    dataFolder: dirname(env.DATABASE_URL.kind === 'sqlite' ? env.DATABASE_URL.file : resolve(DEFAULT_DATABASE)),
    /** `undefined`: one node. */
    redisUrl: env.REDIS_URL,
    /** The first encrypts what goes over Redis, all decrypt; none: not encrypted. */
    channelSecrets: env.CHANNEL_SECRET,
    /** Events that may wait for a Redis that is slow or away. */
    channelCapacity: env.CHANNEL_CAPACITY,
    /** An event that comes later than this is dropped; what it told is read from the database. */
    channelExpiryMs: env.CHANNEL_EXPIRY_MS,
    /** Whose `X-Forwarded-For` is believed. */
    trustedProxies: env.TRUSTED_PROXIES,
    /** `undefined`: the server's own host only. */
    allowedOrigins: env.ALLOWED_ORIGINS,
    maxMessageBytes: env.MAX_MESSAGE_BYTES,
    rateLimitMessages: env.RATE_LIMIT_MESSAGES,
    rateLimitWindowMs: env.RATE_LIMIT_WINDOW_MS,
    heartbeatTimeoutMs: env.HEARTBEAT_TIMEOUT_MS,
    maxConnectionsPerUser: env.MAX_CONNECTIONS_PER_USER,
    seed: env.SEED,
    logLevel: env.LOG_LEVEL,
  })),
)

/** Everything about this server that can be set. */
export type Config = v.InferOutput<typeof EnvironmentSchema>

/** Says which variables are wrong, and how to mend them. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment. An empty variable counts as one that is not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = v.safeParse(EnvironmentSchema, given)
  if (parsed.success) return parsed.output
  throw new ConfigError(parsed.issues.map((issue) => issue.message).join('\n'))
}
