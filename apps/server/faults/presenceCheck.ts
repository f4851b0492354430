import { UserProfileSchema, type PresenceStatus } from '@mediconnect/protocol'
import * as v from 'valibot'
import { ADMIN } from './seats.ts'
import type { ServerNode } from './serverNode.ts'
import type { World } from './world.ts'

const ANSWER_MS = 5_000

/** How a user is, as a node tells one who asks over HTTP. */
export async function presenceAt(world: World, node: ServerNode, userId: number): Promise<PresenceStatus> {
  const response = await fetch(`${node.url}/api/users/${userId}/`, {
    headers: { authorization: `Bearer ${await world.sign(ADMIN)}` },
    signal: AbortSignal.timeout(ANSWER_MS),
  })
  if (!response.ok) throw new Error(`${node.name} does not tell the presence of ${userId}: ${response.status}`)
  return v.parse(UserProfileSchema, await response.json()).status
}

/** Which users are not as expected on which node; empty when all is right. */
export async function wrongPresence(world: World, expected: ReadonlyMap<number, PresenceStatus>): Promise<string[]> {
  const wrong: string[] = []
  for (const node of world.nodes) {
    if (!node.isRunning()) continue
    for (const [userId, status] of expected) {
      const told = await presenceAt(world, node, userId)
      if (told !== status) wrong.push(`${node.name} says that ${userId} is ${told}, not ${status}`)
    }
  }
  return wrong
}
