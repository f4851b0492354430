import { TokenPairSchema } from '@mediconnect/protocol'
import { callApi } from '../../session/api.ts'
import { DEMO_PASSWORD } from '../../session/demoUsers.ts'
import { createTokenKeeper, type TokenKeeper } from '../../session/tokenKeeper.ts'

/** Tokens of demo users for what no pane does; each user is signed in once. */
export interface DemoTokens {
  /** Gives a token, or a new one in place of one that is used up. */
  of(username: string, usedUp?: string): Promise<string>
}

export function createDemoTokens(): DemoTokens {
  const keepers = new Map<string, Promise<TokenKeeper>>()

  async function signIn(username: string): Promise<TokenKeeper> {
    const body = { username, password: DEMO_PASSWORD }
    const tokens = await callApi('/api/token/', TokenPairSchema, { method: 'POST', body })
    return createTokenKeeper({ tokens, onRenewed: () => undefined, onDenied: () => keepers.delete(username) })
  }

  return {
    of: async (username, usedUp) => {
      const keeper = keepers.get(username) ?? signIn(username)
      keepers.set(username, keeper)
      try {
        return await (await keeper).getToken(usedUp)
      } catch (error) {
        keepers.delete(username)
        throw error
      }
    },
  }
}
