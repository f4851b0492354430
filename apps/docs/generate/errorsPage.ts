import { ERRORS } from '@mediconnect/protocol'
import { markdownTable } from './markdownTable.ts'
import type { SitePage } from './repoPage.ts'

/** The error table, from packages/protocol/src/errors.ts. */
export function errorsPage(): SitePage {
  const rows = Object.entries(ERRORS).map(([code, error]) => [
    `\`${code}\``,
    error.message,
    error.description,
    error.resolution,
    String(error.closeCode),
    String(error.httpStatus),
    error.retryable ? 'yes' : 'no',
  ])
  return {
    title: 'Errors',
    body: `The server says what is wrong in an \`error\` frame, and closes the socket with the close code when it cannot stay open. Over HTTP the same code comes with the status. *Retryable* means that the same request can succeed later without being changed. When each comes from our server is in [its README](/docs/packages/server/#errors).

${markdownTable(['code', 'message', 'because', 'do', 'close code', 'HTTP', 'retryable'], rows)}

In code: \`ERRORS\`, \`errorOfCloseCode\` and \`isErrorCode\` of \`@mediconnect/protocol\`. \`useChat(room).lastError\` has the last one of a room, \`connection\` says why one was stopped.
`,
  }
}
