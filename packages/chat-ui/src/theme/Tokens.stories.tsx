import type { Meta, StoryObj } from '@storybook/react-vite'
import { useLayoutEffect, useRef, useState } from 'react'
import { contrast, needed, pairs } from '../../fixtures/contrast.ts'
import { derivedTokens, publicTokens, type Token } from '../../fixtures/tokens.ts'
import './Tokens.stories.css'

/** Every token, made from the style sheets themselves: as it is in the theme, density and language of the toolbar. */
const meta = { title: 'Foundations/Tokens', parameters: { controls: { disable: true } } } satisfies Meta

export default meta
type Story = StoryObj<typeof meta>

export const WhatAThemeMaySet: Story = {
  render: (_args, { globals }) => (
    <div className="tokens" key={String(globals.theme)}>
      {[...new Set(publicTokens.map((token) => token.group))].map((group) => (
        <section key={group}>
          <h2>{group}</h2>
          <Table tokens={publicTokens.filter((token) => token.group === group)} />
        </section>
      ))}
    </div>
  ),
}

export const WhatIsMadeFromThem: Story = {
  render: (_args, { globals }) => (
    <div className="tokens" key={String(globals.theme)}>
      <Table tokens={derivedTokens} />
    </div>
  ),
}

function Table({ tokens }: { tokens: readonly Token[] }) {
  return (
    <ul>
      {tokens.map((token) => (
        <li key={token.name}>
          <Sample token={token} />
          <div className="tokens__words">
            <code>{token.name}</code>
            {token.purpose && <p>{token.purpose}</p>}
            <code className="tokens__value">{token.value}</code>
          </div>
          {pairs[token.name] && <Contrasts name={token.name} />}
        </li>
      ))}
    </ul>
  )
}

/** The token at work. */
function Sample({ token: { name, value } }: { token: Token }) {
  const token = `var(${name})`
  if (name === '--mc-shadow') return <span className="tokens__sample" style={{ boxShadow: token }} />
  if (name.startsWith('--mc-radius')) return <span className="tokens__sample" style={{ borderRadius: token }} />
  if (/^--mc-(space|control)/.test(name))
    return <span className="tokens__bar" style={{ inlineSize: token, blockSize: '1rem' }} />
  if (/^--mc-text-(xs|sm|md|lg)$/.test(name)) return <span style={{ fontSize: token }}>Aa ع</span>
  if (name.startsWith('--mc-weight')) return <span style={{ fontWeight: token }}>Aa ع</span>
  if (name === '--mc-font') return <span style={{ fontFamily: token }}>Aa ع</span>
  if (/^--mc-(leading|fast|slow|ease)/.test(name)) return <code>{value.split('(')[0]}</code>
  return <span className="tokens__sample" style={{ background: token }} />
}

/** Each pair as it is seen, and its ratio as it is measured here and now. */
function Contrasts({ name }: { name: Token['name'] }) {
  const list = useRef<HTMLUListElement>(null)
  const [ratios, setRatios] = useState<readonly number[]>([])
  const { on = [], kind = 'text' } = pairs[name] ?? {}

  useLayoutEffect(() => {
    const element = list.current
    if (element) setRatios(on.map((ground) => contrast(element, `var(${name})`, `var(${ground})`)))
  }, [name, on])

  return (
    <ul ref={list} className="tokens__pairs">
      {on.map((ground, index) => (
        <li key={ground}>
          <span className="tokens__pair" style={{ background: `var(${ground})`, color: `var(${name})` }}>
            {kind === 'text' ? 'Aa' : <span className="tokens__sign" />}
          </span>
          <span>
            {ground.replace('--mc-', 'on ')}
            <b data-short={(ratios[index] ?? 0) < needed(kind, false) || undefined}> {ratios[index]?.toFixed(1)}</b>
          </span>
        </li>
      ))}
    </ul>
  )
}
