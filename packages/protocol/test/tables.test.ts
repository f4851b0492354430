import { describe, expect, test } from 'vitest'
import { directRoom, ERROR_CODES, ERRORS, errorOfCloseCode, isErrorCode, otherUserId, parseRoom } from '../src/index.ts'

describe('error table', () => {
  test('has the ten codes of the spec, each with its close code 4000 + N', () => {
    expect(ERROR_CODES).toHaveLength(10)
    ERROR_CODES.forEach((code, index) => {
      expect(code).toBe(`WS_${String(index + 1).padStart(3, '0')}`)
      expect(ERRORS[code].closeCode).toBe(4001 + index)
      expect(errorOfCloseCode(4001 + index)).toBe(code)
    })
  })

  test('knows its own codes and no others', () => {
    expect(isErrorCode('WS_010')).toBe(true)
    expect(isErrorCode('CHAT_001')).toBe(false)
    expect(isErrorCode('toString')).toBe(false)
    expect(errorOfCloseCode(1006)).toBeUndefined()
  })
})

describe('room names', () => {
  test.each([
    ['123_456', { kind: 'direct', userIds: [123, 456] }],
    ['clinic_1', { kind: 'clinic', groupId: 1 }],
    ['department_7', { kind: 'department', groupId: 7 }],
  ])('%s is a room', (name, room) => {
    expect(parseRoom(name)).toMatchObject({ ...room, name })
  })

  test.each([
    '456_123',
    '123_123',
    '0_5',
    '01_5',
    '1_',
    '_1',
    'clinic_',
    'clinic_0',
    'ward_1',
    '1_2_3',
    '1_2\n',
    '',
    '1_99999999999999999',
  ])('%j is none', (name) => {
    expect(parseRoom(name)).toBeUndefined()
  })

  test('two users share one room, whoever names it', () => {
    expect(directRoom(456, 123)).toBe('123_456')
    expect(directRoom(123, 456)).toBe('123_456')
    expect(() => directRoom(1, 1)).toThrow('two different user ids')
  })

  test('the other one is found from either side', () => {
    const room = parseRoom('123_456')
    if (!room) throw new Error('123_456 is a room')
    expect(otherUserId(room, 123)).toBe(456)
    expect(otherUserId(room, 456)).toBe(123)
    expect(otherUserId(room, 1)).toBeUndefined()
  })
})
