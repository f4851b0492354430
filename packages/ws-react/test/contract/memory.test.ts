import { describe } from 'vitest'
import { describeContract } from './contract.ts'
import { startMemoryTarget } from './memoryTarget.ts'

describe('what a client sees of the in-memory server', () => describeContract(startMemoryTarget))
