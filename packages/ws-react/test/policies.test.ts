import { ERROR_CODES, ERRORS } from '@mediconnect/protocol'
import { describe, expect, test } from 'vitest'
import { backoffDelay } from '../src/transport/backoff.ts'
import { decideAfterClose } from '../src/transport/closePolicy.ts'
import { createTokenSource, renewalDelay, userOfToken } from '../src/transport/token.ts'

describe('after a socket closed', () => {
  test.each([1000, 1001, 1006, 1011, 1012, 1013])('%i is the network or a restart: try again', (code) => {
    expect(decideAfterClose(code)).toEqual({ action: 'retry' })
  })

  test.each(ERROR_CODES)('%s follows the error table', (code) => {
    const { closeCode, retryable } = ERRORS[code]
    const expected = code === 'WS_001' ? 'reauthenticate' : retryable || code === 'WS_010' ? 'retry' : 'stop'
    expect(decideAfterClose(closeCode).action).toBe(expected)
  })
})

describe('back-off', () => {
  test('doubles, and never exceeds 30 s', () => {
    const longest = Array.from({ length: 40 }, (_, attempt) => backoffDelay(attempt, () => 1))
    expect(longest.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000])
    expect(Math.max(...longest)).toBe(30_000)
  })

  test('is spread, so that clients do not come back together', () => {
    expect(backoffDelay(3, () => 0)).toBe(4_000)
    expect(backoffDelay(3, () => 1)).toBe(8_000)
  })
})

describe('token', () => {
  const jwt = (claims: object) => `e30.${btoa(JSON.stringify(claims))}.x`

  test('is fetched once, however many ask', async () => {
    let calls = 0
    const tokens = createTokenSource(async () => {
      await Promise.resolve()
      return `token ${++calls}`
    })
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(['token 1', 'token 1', 'token 1'])
    tokens.invalidate('an older one')
    expect(await tokens.get()).toBe('token 1')
    tokens.invalidate('token 1')
    expect(await tokens.get()).toBe('token 2')
  })

  test('is asked for anew at each dial, and kept for calls between', async () => {
    const usedUp: (string | undefined)[] = []
    const tokens = createTokenSource((used) => `token ${usedUp.push(used)}`)
    expect(await tokens.ask()).toBe('token 1')
    expect(await tokens.ask()).toBe('token 2')
    expect(await tokens.get()).toBe('token 2')
    tokens.invalidate('token 2')
    expect(await tokens.get()).toBe('token 3')
    expect(usedUp).toEqual([undefined, undefined, 'token 2'])
  })

  test('that was refused is not taken for a good one because it is given again', async () => {
    let calls = 0
    const tokens = createTokenSource(() => (++calls < 3 ? 'old' : 'new'))
    await tokens.get()
    tokens.invalidate('old')
    expect([await tokens.get(), await tokens.get(), await tokens.get()]).toEqual(['old', 'new', 'new'])
    expect(calls).toBe(3)
  })

  test('a failed fetch is not remembered', async () => {
    let calls = 0
    const tokens = createTokenSource(() => (calls++ === 0 ? Promise.reject(new Error('offline')) : 'token'))
    await expect(tokens.get()).rejects.toThrow('offline')
    expect(await tokens.get()).toBe('token')
  })

  const now = Math.floor(Date.now() / 1000)

  test.each([
    ['half a minute before its end', { iat: now, exp: now + 300 }, 270_000],
    ['halfway, when it lives shorter than that', { iat: now, exp: now + 20 }, 10_000],
    ['by its whole life, on a clock that runs an hour ahead', { iat: now - 3600, exp: now - 3300 }, 270_000],
    ['never, when it does not say when it ends', {}, Infinity],
  ])('is renewed %s', (_, claims, delay) => {
    const renewal = renewalDelay(jwt(claims))
    expect(Math.abs(renewal - delay) < 2_000 || renewal === delay).toBe(true)
  })

  test('that is no JWT is used as it is', () => {
    expect(renewalDelay('opaque')).toBe(Infinity)
    expect(userOfToken('opaque')).toBeUndefined()
    expect(userOfToken(jwt({ user_id: 123 }))).toBe(123)
  })
})
