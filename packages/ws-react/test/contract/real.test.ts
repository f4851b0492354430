import { describe } from 'vitest'
import { describeContract } from './contract.ts'
import { startRealTarget } from './realTarget.ts'

describe('what a client sees of the real server', () => describeContract(startRealTarget))
