import { useRef } from 'react'
import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { renderPart } from '../../../fixtures/inFrame.tsx'
import { useRovingRow, type RovingRowItem } from './useRovingRow.ts'

/** Only the row that has the focus is there. */
function OneOfMany({ rowsNow }: { readonly rowsNow: () => readonly RovingRowItem[] }) {
  const rows = rowsNow()
  const containerRef = useRef<HTMLDivElement>(null)
  const { activeIndex = 0, getContainerProps } = useRovingRow({ containerRef, rows, scrollToIndex: () => {} })
  return (
    <div ref={containerRef} {...getContainerProps()}>
      <div data-key={rows[activeIndex]?.key} tabIndex={-1} />
    </div>
  )
}

const row = (index: number): RovingRowItem => ({ kind: index % 100 === 0 ? 'day' : 'message', key: `row-${index}` })
const many = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => row(from + index))
const focusedKey = () => document.activeElement?.getAttribute('data-key')

/** Counts how often a row of a list is looked at. */
function watched(rows: readonly RovingRowItem[]) {
  const seen = { count: 0 }
  const list = new Proxy(rows, {
    get(target, name) {
      if (typeof name === 'string' && /^\d+$/.test(name)) seen.count++
      const value: unknown = Reflect.get(target, name, target)
      return value
    },
  })
  return { rowsNow: () => list, seen }
}

test('a key looks at few rows, however many there are, also after others came before and after', async () => {
  const first = watched(many(0, 10_000))
  const screen = await renderPart(<OneOfMany rowsNow={first.rowsNow} />)
  document.querySelector<HTMLElement>('[data-key]')?.focus()
  first.seen.count = 0
  await userEvent.keyboard('{ArrowUp}{PageUp}{ArrowUp}{ArrowDown}')
  await expect.poll(focusedKey).toBe('row-9988')
  expect(first.seen.count).toBeLessThan(200)

  const second = watched(many(-50, 10_003))
  await screen.rerender(<OneOfMany rowsNow={second.rowsNow} />)
  expect(focusedKey()).toBe('row-9988')
  await userEvent.keyboard('{ArrowUp}')
  await expect.poll(focusedKey).toBe('row-9987')
  expect(second.seen.count).toBeLessThan(200)
})

test('headings between messages are passed over', async () => {
  const headings = many(98, 103)
  await renderPart(<OneOfMany rowsNow={() => headings} />)
  document.querySelector<HTMLElement>('[data-key]')?.focus()
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  await expect.poll(focusedKey).toBe('row-99')
  await userEvent.keyboard('{ArrowDown}')
  await expect.poll(focusedKey).toBe('row-101')
  await userEvent.keyboard('{Home}{End}')
  await expect.poll(focusedKey).toBe('row-102')
})
