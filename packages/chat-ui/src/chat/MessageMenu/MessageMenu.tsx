import type { ChatEntry } from '@mediconnect/protocol'
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { messageStrings } from '../../i18n/english/message.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import type { Icon } from '../../icons/createIcon.tsx'
import { placeBeside } from './placeBeside.ts'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: Icon
  /** @default 'plain' */
  readonly tone?: 'plain' | 'danger'
  readonly onSelect: () => void
}

export interface MessageMenuProps {
  readonly message: ChatEntry
  /** Whether the reader wrote it. */
  readonly own: boolean
  /** What can be done with it; never empty. */
  readonly items: readonly MenuItem[]
  /** What the menu stands beside. */
  readonly anchor: HTMLElement
  /** Called when the menu is to go; `back` where the focus is to go back to where it came from. */
  readonly onClose: (back: boolean) => void
}

/** What can be done with one message: a menu that takes the focus, for as long as it is open. */
export function MessageMenu({ items, anchor, onClose }: MessageMenuProps) {
  const strings = useStrings(messageStrings)
  const menu = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    // In the top layer, so that no scroller clips it. Elder browsers show it in its place.
    if ('showPopover' in element) element.showPopover()
    placeBeside(element, anchor)
    itemsOf(element)[0]?.focus({ preventScroll: true })
  }, [anchor])

  useEffect(() => {
    const onPress = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onClose(false)
    }
    const onScroll = (event: Event) => {
      if (event.target instanceof Node && event.target.contains(anchor)) onClose(true)
    }
    document.addEventListener('pointerdown', onPress, true)
    document.addEventListener('wheel', onScroll, { capture: true, passive: true })
    return () => {
      document.removeEventListener('pointerdown', onPress, true)
      document.removeEventListener('wheel', onScroll, { capture: true })
    }
  }, [anchor, onClose])

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    // No key is for the row or the list behind.
    event.stopPropagation()
    const all = itemsOf(event.currentTarget)
    const from = all.findIndex((item) => item === document.activeElement)
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose(true)
    } else if (event.key === 'Tab') {
      onClose(true)
    } else {
      const to = destination(event.key, from, all)
      if (to === undefined) return
      event.preventDefault()
      all[to]?.focus()
    }
  }

  return (
    <div
      ref={menu}
      className="mc-menu"
      role="menu"
      aria-label={strings.messageActions}
      popover="manual"
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {items.map(({ id, label, icon: Sign, tone = 'plain', onSelect }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          className="mc-menu__item"
          data-tone={tone}
          tabIndex={-1}
          onClick={() => {
            onClose(true)
            onSelect()
          }}
        >
          {Sign && <Sign />}
          {label}
        </button>
      ))}
    </div>
  )
}

function itemsOf(menu: HTMLElement): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')]
}

function destination(key: string, from: number, all: readonly HTMLElement[]): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % all.length
    case 'ArrowUp':
      return (from - 1 + all.length) % all.length
    case 'Home':
      return 0
    case 'End':
      return all.length - 1
    default:
      return key.length === 1 && key !== ' ' ? startingWith(key, from, all) : undefined
  }
}

/** The next item after `from` whose label begins with a letter. */
function startingWith(letter: string, from: number, all: readonly HTMLElement[]): number | undefined {
  for (let step = 1; step <= all.length; step++) {
    const index = (from + step) % all.length
    if (all[index]?.textContent?.trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase())) return index
  }
  return undefined
}
