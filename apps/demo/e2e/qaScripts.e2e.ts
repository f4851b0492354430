import { QA_SCRIPTS } from '../src/qa/scripts/qaScripts.ts'
import { expect, test } from './qa/bench.ts'
import { CHAT_RUNS } from './qa/chatRuns.ts'
import { CONNECTION_RUNS } from './qa/connectionRuns.ts'
import { ERROR_RUNS } from './qa/errorRuns.ts'
import { NOTIFICATION_RUNS } from './qa/notificationRuns.ts'

const RUNS = { ...CHAT_RUNS, ...CONNECTION_RUNS, ...NOTIFICATION_RUNS, ...ERROR_RUNS }

test('every QA script is run here, and nothing else', () => {
  expect(Object.keys(RUNS).sort()).toEqual(QA_SCRIPTS.map(({ id }) => id).sort())
})

for (const { id, title, setup } of QA_SCRIPTS) {
  test(`${id}: ${title}`, async ({ bench }) => {
    await bench.open(setup, id)
    const run = RUNS[id]
    if (!run) throw new Error(`No test runs the QA script ${id}: add one to apps/demo/e2e/qa.`)
    await run(bench)
  })
}
