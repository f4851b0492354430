import { version } from 'react'
import { version as domVersion } from 'react-dom'
import { expect, test } from 'vitest'

test('the hooks are tested with the React that this run is about', () => {
  const wanted = process.env.REACT_UNDER_TEST ?? '19.'
  expect([version, domVersion].map((each) => each.slice(0, wanted.length))).toEqual([wanted, wanted])
})
