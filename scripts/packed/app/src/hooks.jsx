import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './Hooks.tsx'
import { signIn, tokenGetter } from './session.js'

const server = import.meta.env.VITE_SERVER
const { me, refresh } = await signIn(server, new URLSearchParams(window.location.search).get('user'))

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <App url={server} currentUser={me} getToken={tokenGetter(server, refresh)} />
  </StrictMode>,
)
