import { DemoIcon } from '../controls/DemoIcon.tsx'
import { useTheme } from './useTheme.ts'

/** Turns the light off, or on. */
export function ThemeToggle() {
  const { theme, choose } = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  const label = `Use the ${other} theme`

  return (
    <button
      className="icon-button"
      type="button"
      aria-label={label}
      title={label}
      data-testid="theme"
      onClick={() => choose(other)}
    >
      <DemoIcon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  )
}
