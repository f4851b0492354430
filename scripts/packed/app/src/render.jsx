import { StrictMode } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { Consultation } from './Consultation.jsx'

/** Streams the README's component. */
export function render({ me, doctor }, stream, onError) {
  const getToken = () => Promise.reject(new Error('Nothing connects while it is rendered on a server.'))
  const { pipe } = renderToPipeableStream(
    <StrictMode>
      <Consultation me={me} doctor={doctor} getToken={getToken} />
    </StrictMode>,
    { onError, onShellReady: () => pipe(stream) },
  )
}
