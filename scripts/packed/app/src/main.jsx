import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Consultation } from './Consultation.tsx'
import { App } from './Hooks.tsx'
import { signIn, tokenGetter } from './session.js'

const query = new URLSearchParams(window.location.search)
const server = import.meta.env.VITE_SERVER
const Screen = query.get('screen') === 'hooks' ? App : Consultation
const { me, doctor, refresh } = await signIn(server, query.get('user'))

createRoot(document.getElementById('root')).render(
  <StrictMode>
    {/* Some examples name the server and the user themselves, some take them like the provider. */}
    <Screen url={server} currentUser={me} me={me} doctor={doctor} getToken={tokenGetter(server, refresh)} />
  </StrictMode>,
)
