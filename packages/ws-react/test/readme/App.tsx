import { RealtimeProvider, useChat, type RealtimeProviderProps } from '@mediconnect/ws-react'
import { useState } from 'react'

function Room() {
  const { messages, sendMessage } = useChat('123_456')
  const [text, setText] = useState('')
  const lines = messages.map((m) => <p key={m.key}>{`${m.sender.first_name}: ${m.message} (${m.state})`}</p>)
  const input = <input aria-label="Message" value={text} onChange={(e) => setText(e.target.value)} />
  return (
    <form onSubmit={(e) => (e.preventDefault(), sendMessage(text), setText(''))}>
      {lines}
      {input}
    </form>
  )
}
export const App = (props: RealtimeProviderProps) => (
  <RealtimeProvider {...props}>
    <Room />
  </RealtimeProvider>
)
