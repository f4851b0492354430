import { useEffect, useState } from 'react'
import { createDemoTokens } from '../../qa/tools/demoTokens.ts'
import { createServerControl } from '../../qa/tools/serverControl.ts'
import { ControlButton } from './ControlButton.tsx'
import { MessageTools } from './MessageTools.tsx'
import { NotificationTools } from './NotificationTools.tsx'
import { SecondsField } from './SecondsField.tsx'
import { useErrand } from './useErrand.ts'

const SECONDS = 3
const NO_CONTROL =
  'This page was not started by the demo’s own runner (npm start), so nobody is there to restart the server or to pause its database.'

/** What can be done to the server, and what a crowd would do. */
export function ServerPanel() {
  const [control] = useState(createServerControl)
  const [tokens] = useState(createDemoTokens)
  const [isThere, setIsThere] = useState<boolean>()
  const [seconds, setSeconds] = useState(SECONDS)
  const errand = useErrand()

  useEffect(() => {
    let current = true
    void control.isThere().then((there) => {
      if (current) setIsThere(there)
    })
    return () => {
      current = false
    }
  }, [control])

  return (
    <section className="qa-server" aria-label="Server" data-testid="qa-server" data-control={isThere}>
      <fieldset className="qa-server__group">
        <legend>Server and database</legend>
        <div className="qa-server__line">
          <SecondsField value={seconds} disabled={!isThere} onChange={setSeconds} />
          <ControlButton
            control="restart"
            disabled={!isThere}
            onPress={() => errand.run(`The server is away for ${seconds} s`, () => control.restart(seconds))}
          />
          <ControlButton
            control="kill-server"
            disabled={!isThere}
            onPress={() => errand.run(`The server was killed, for ${seconds} s`, () => control.kill(seconds))}
          />
          <ControlButton
            control="pause-database"
            disabled={!isThere}
            onPress={() => errand.run(`Nothing can be stored for ${seconds} s`, () => control.pauseDatabase(seconds))}
          />
        </div>
        {isThere === false && <p className="qa-server__note">{NO_CONTROL}</p>}
      </fieldset>
      <MessageTools tokens={tokens} errand={errand} />
      <NotificationTools tokens={tokens} errand={errand} />
      <p className="qa-server__said" role="status" data-testid="qa-server-said">
        {errand.said}
      </p>
    </section>
  )
}
