import { expect, test } from 'vitest'
import { message } from '../../fixtures/notifications.ts'
import { actionUrl } from './actionUrl.ts'

const leadsTo = (action_url: string) => actionUrl({ ...message, metadata: { action_url } })

test.each(['/appointments/123', '/a?b=c#d', 'https://example.org/x'])('%s is handed to the host', (url) => {
  expect(leadsTo(url)).toBe(url)
})

test.each(['javascript:alert(1)', '//evil.example', '/\\evil.example', 'data:text/html,x', ''])(
  '"%s" leads nowhere',
  (url) => {
    expect(leadsTo(url)).toBeUndefined()
  },
)
