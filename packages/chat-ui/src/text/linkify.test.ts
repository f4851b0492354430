import { expect, test } from 'vitest'
import { linkify, safeHref } from './linkify.ts'

const hrefs = (text: string) => linkify(text).flatMap((part) => part.href ?? [])

test.each([
  ['See https://example.org.', ['https://example.org/']],
  ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
  ['www.example.org, please', ['https://www.example.org/']],
  ['mail dr.smith@example.org!', ['mailto:dr.smith@example.org']],
  ['call tel:+15550100', ['tel:+15550100']],
  ['two: http://a.example http://b.example', ['http://a.example/', 'http://b.example/']],
])('the address in "%s" can be opened', (text, expected) => {
  expect(hrefs(text)).toEqual(expected)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https',
  'mediconnect://appointment/1',
])('"%s" stays text', (text) => {
  expect(hrefs(text)).toEqual([])
  expect(safeHref(text)).toBeUndefined()
})

test('the stretches put together are the text again', () => {
  const text = 'a https://example.org/x?y=1#z, b@c.de (www.d.example) <b>&amp; 👍'
  expect(
    linkify(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})
