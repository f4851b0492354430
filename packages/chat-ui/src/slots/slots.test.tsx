import { useEffect, type ComponentPropsWithoutRef } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { renderPart } from '../../fixtures/inFrame.tsx'
import { mergeProps } from './mergeProps.ts'
import { SlotsProvider } from './SlotsProvider.tsx'
import { useSlot } from './useSlot.ts'

const Header = (props: ComponentPropsWithoutRef<'header'>) => <header {...props}>ours</header>
const Composer = (props: ComponentPropsWithoutRef<'footer'>) => <footer {...props}>box</footer>

function Window({ onRender }: { readonly onRender?: () => void }) {
  const [Top, topProps] = useSlot('Header', Header)
  const [Box] = useSlot('Composer', Composer)
  useEffect(() => onRender?.())
  return (
    <>
      <Top {...topProps({ className: 'mc-header', style: { color: 'red' } })} />
      <Box />
    </>
  )
}

test('another part takes a slot’s place, and only that is mounted anew', async () => {
  const Theirs = () => <header>theirs</header>
  const screen = await renderPart(
    <SlotsProvider slots={{}}>
      <Window />
    </SlotsProvider>,
  )
  const box = page.getByRole('contentinfo').element()
  await screen.rerender(
    <SlotsProvider slots={{ Header: Theirs }}>
      <Window />
    </SlotsProvider>,
  )
  await expect.element(page.getByText('theirs')).toBeVisible()
  expect(page.getByRole('contentinfo').element()).toBe(box)
})

test('props for a slot are merged with those it gets, and may depend on them', async () => {
  const onClick = vi.fn()
  await renderPart(
    <SlotsProvider slotProps={{ Header: { className: 'mine', style: { fontWeight: 700 }, onClick } }}>
      <Window />
    </SlotsProvider>,
  )
  const header = page.getByRole('banner')
  await expect.element(header).toHaveClass('mc-header mine')
  await expect.element(header).toHaveStyle({ color: 'rgb(255, 0, 0)', fontWeight: '700' })
  await userEvent.click(header)
  expect(onClick).toHaveBeenCalledOnce()
})

test('slots written out in JSX do not draw the parts again', async () => {
  const onRender = vi.fn()
  const window = <Window onRender={onRender} />
  const screen = () => <SlotsProvider slotProps={{ Header: { style: { color: 'blue' } } }}>{window}</SlotsProvider>
  const { rerender } = await renderPart(screen())
  const before = onRender.mock.calls.length
  await rerender(screen())
  expect(onRender).toHaveBeenCalledTimes(before)
})

test('both handlers are called, the given one first', () => {
  const calls: string[] = []
  const merged = mergeProps(
    { onSend: (text: string) => void calls.push(`own ${text}`), disabled: false },
    { onSend: (text) => void calls.push(`given ${text}`), disabled: undefined },
  )
  merged.onSend('hello')
  expect(calls).toEqual(['given hello', 'own hello'])
  expect(merged.disabled).toBe(false)
})
