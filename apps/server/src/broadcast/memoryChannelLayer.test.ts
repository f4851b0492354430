import { describe } from 'vitest'
import { channelLayerContract } from './channelLayer.contract.ts'
import { createMemoryChannelLayer } from './memoryChannelLayer.ts'

describe('the channel layer in memory', () => {
  channelLayerContract(() => {
    const layer = createMemoryChannelLayer()
    return Promise.resolve({ here: layer, there: layer })
  })
})
