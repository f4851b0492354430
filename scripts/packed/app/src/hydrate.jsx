import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { Consultation } from './Consultation.jsx'
import { tokenGetter } from './session.js'

const { me, doctor, refresh } = JSON.parse(document.getElementById('props').textContent)

hydrateRoot(
  document.getElementById('root'),
  <StrictMode>
    <Consultation me={me} doctor={doctor} getToken={tokenGetter(import.meta.env.VITE_SERVER, refresh)} />
  </StrictMode>,
  { onRecoverableError: (error) => console.error('Hydration:', error) },
)
