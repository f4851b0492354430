import { setTimeout as delay } from 'node:timers/promises'
import {
  StoreBusyError,
  type JobProgress,
  type NotificationChunk,
  type NotificationJob,
  type NotificationStore,
} from '../store/store.ts'

/** How often it is looked for notifications whose node went before all users had got them. */
const LOOK_MS = 2_000
/** A database that is away is not asked again before. */
const RETRY_MS = 1_000

interface Options {
  readonly notifications: Pick<NotificationStore, 'proceed' | 'claimJobs' | 'releaseJob'>
  /** Called right after each commit. */
  readonly told: (chunk: NotificationChunk) => void
  readonly onError: (error: unknown) => void
}

/** Brings notifications for very many users to their end, also those another node or an earlier process began. */
export interface NotificationSender {
  start(): void
  /** How many got it, once all have; `undefined` when this node stops before, and another goes on with it. */
  finish(job: NotificationJob): Promise<number | undefined>
  stop(): Promise<void>
}

export function createNotificationSender({ notifications, told, onError }: Options): NotificationSender {
  const stopped = new AbortController()
  const running = new Map<string, Promise<number | undefined>>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let lastStep: Promise<unknown> = Promise.resolve()

  function finish(job: NotificationJob): Promise<number | undefined> {
    const finished = sendAll(job).finally(() => running.delete(job.id))
    running.set(job.id, finished)
    return finished
  }

  async function sendAll(job: NotificationJob): Promise<number | undefined> {
    while (!stopped.signal.aborted) {
      const progress = await inTurn(() => step(job))
      if (progress?.isDone) return progress.recipients
    }
    await notifications.releaseJob(job).catch(onError)
    return undefined
  }

  /** However many there are, one step at a time is made: chat has the database for itself in between. */
  function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = lastStep.then(task)
    lastStep = result.catch(() => undefined)
    return result
  }

  async function step(job: NotificationJob): Promise<JobProgress | undefined> {
    const begin = performance.now()
    try {
      const progress = await notifications.proceed(job, told)
      await rest(performance.now() - begin)
      return progress
    } catch (error) {
      if (!(error instanceof StoreBusyError)) throw error
      await rest(RETRY_MS)
      return undefined
    }
  }

  async function rest(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: stopped.signal }).catch(() => undefined)
  }

  function look(): void {
    looking ??= claim()
      .catch(onError)
      .finally(() => (looking = undefined))
  }

  async function claim(): Promise<void> {
    try {
      for (const job of await notifications.claimJobs()) {
        if (!running.has(job.id)) finish(job).catch(onError)
      }
    } catch (error) {
      if (!(error instanceof StoreBusyError)) throw error
    }
  }

  return {
    start() {
      look()
      timer = setInterval(look, LOOK_MS)
    },
    finish,
    async stop() {
      stopped.abort()
      clearInterval(timer)
      await looking
      await Promise.allSettled(running.values())
    },
  }
}
