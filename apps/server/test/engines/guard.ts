import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'

/**
 * Reads process ids, one a line; the last one counts, an empty line means none. When its input ends, which it also does
 * when whoever writes to it is killed, it stops that process and takes the folder away.
 */
const SCRIPT = `
folder=$1 signal=$2 pid=
while read -r line; do pid=$line; done
if [ -n "$pid" ]; then
  kill -CONT "$pid" && kill -s "$signal" "$pid"
  tries=0
  while kill -0 "$pid" && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
  kill -KILL "$pid"
fi
rm -rf "$folder"
`

export interface Guard {
  /** From now on this is the process that must not outlive us. */
  watch(pid: number | undefined): void
  /** Stops what is watched and takes the folder away. */
  end(): Promise<void>
}

/** Stands by so that nothing is left behind, even when this process is killed. */
export function startGuard(folder: string, stopSignal: 'QUIT' | 'TERM'): Guard {
  const guard = spawn('sh', ['-c', SCRIPT, 'guard', folder, stopSignal], {
    // Ctrl-C in a terminal goes to the whole group; this has to outlive the others.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  if (guard.stdin instanceof Socket) guard.stdin.unref()
  const exited = once(guard, 'exit')
  return {
    watch: (pid) => void guard.stdin.write(`${pid ?? ''}\n`),
    async end() {
      guard.ref()
      guard.stdin.end()
      await exited
    },
  }
}
