import { DemoIcon } from '../controls/DemoIcon.tsx'
import { useTheme } from './useTheme.ts'

/** Turns the light off, or on. */
export function ThemeToggle() {
  const { theme, toggle } = useTheme()
  const label = theme === 'dark' ? 'Use the light theme' : 'Use the dark theme'

  return (
    <button className="icon-button" type="button" aria-label={label} title={label} data-testid="theme" onClick={toggle}>
      <DemoIcon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  )
}
