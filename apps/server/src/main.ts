import { ConfigError, createServer, readConfig, type Config } from './server.ts'

/** A drain that takes longer than this is cut off, so that whoever stops us can count on the time. */
const DRAIN_DEADLINE_MS = 9_000

function configOrExit(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`mediconnect-server cannot start:\n${error.message}\n`)
    process.exit(1)
  }
}

const server = createServer(configOrExit())
let isStopping = false

function stop(): void {
  if (isStopping) return
  isStopping = true
  setTimeout(() => process.exit(0), DRAIN_DEADLINE_MS).unref()
  server.close().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`mediconnect-server could not close cleanly: ${String(error)}\n`)
      process.exit(1)
    },
  )
}

process.on('SIGTERM', stop)
process.on('SIGINT', stop)

try {
  const { url } = await server.listen()
  process.stdout.write(`mediconnect-server listening on ${url}\n`)
} catch (error) {
  process.stderr.write(`mediconnect-server cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
