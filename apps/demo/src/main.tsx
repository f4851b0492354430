import './base.css'
import '@mediconnect/chat-ui/styles.css'
import './controls/controls.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { restoreTheme } from './theme/useTheme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root", so there is nowhere to put the page.')

restoreTheme()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
