/** Who may import whom: the data's way through the folders goes one way only (CONTRIBUTING.md). */
const inner = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const test = '\\.(test|stories|contract)\\.tsx?$|/test/|/e2e/|/testing/'

module.exports = {
  forbidden: [
    inner('no-cycle', 'A shared type moves down to the interface that owns it.', {}, { circular: true }),
    inner('no-unresolvable', 'Every import can be resolved.', {}, { couldNotResolve: true, pathNot: '^astro:' }),
    inner(
      'no-own-index',
      'Inside a package import the file, never its index.',
      { path: '^(packages|apps)/([^/]+)/src', pathNot: 'index\\.tsx?$' },
      { path: '^$1/$2/src/index\\.ts$' },
    ),
    inner(
      'protocol-alone',
      'The protocol imports its schema library only.',
      { path: '^packages/protocol/src', pathNot: test },
      { pathNot: '^packages/protocol/src|node_modules/valibot|node_modules/\\.pnpm/valibot' },
    ),
    inner(
      'clients-not-server',
      'Client packages never import the server (their tests may).',
      { path: '^packages', pathNot: test },
      { path: '^apps' },
    ),
    inner(
      'server-not-clients',
      'The server never imports the client packages.',
      { path: '^apps/server/src', pathNot: test },
      { path: '^packages/(ws-react|chat-ui)' },
    ),
    inner(
      'hooks-not-ui',
      'ws-react never imports chat-ui.',
      { path: '^packages/ws-react' },
      { path: '^packages/chat-ui' },
    ),
    inner(
      'transport-first',
      'transport imports neither store nor hooks.',
      { path: '^packages/ws-react/src/transport' },
      { path: '^packages/ws-react/src/(store|hooks)' },
    ),
    inner(
      'store-before-hooks',
      'store never imports hooks.',
      { path: '^packages/ws-react/src/store' },
      { path: '^packages/ws-react/src/hooks' },
    ),
    inner(
      'react-in-hooks',
      'React only in hooks.',
      { path: '^packages/ws-react/src/(transport|store)' },
      { path: 'node_modules/(\\.pnpm/)?(react|react-dom|@tanstack)' },
    ),
    inner(
      'parts-without-client',
      'Only containers import ws-react.',
      { path: '^packages/chat-ui/src', pathNot: `${test}|/(ChatWindow|NotificationManager)/|/index\\.ts$` },
      { path: '^packages/ws-react' },
    ),
    inner(
      'server-layers',
      'session and handlers know only the interfaces of store and broadcast.',
      { path: '^apps/server/src/(session|handlers)' },
      { path: '^apps/server/src/(store/(sqlite|postgres|database)|broadcast/(memory|redis))' },
    ),
    inner(
      'handlers-not-session',
      'socket, session, handlers: imports go one way.',
      { path: '^apps/server/src/handlers' },
      { path: '^apps/server/src/(session|socket)/', dependencyTypesNot: ['type-only'] },
    ),
    inner(
      'store-at-the-end',
      'store and broadcast import no station before them.',
      { path: '^apps/server/src/(store|broadcast)', pathNot: test },
      { path: '^apps/server/src/(socket|session|handlers|http)/' },
    ),
    inner(
      'sql-only-in-store',
      'SQL only in store.',
      { path: '^apps/server/src', pathNot: '^apps/server/src/store|' + test },
      { path: 'kysely|^sqlite$|node:sqlite|node_modules/(\\.pnpm/)?pg@?' },
    ),
    inner(
      'redis-only-in-broadcast',
      'Redis only in broadcast.',
      { path: '^apps/server/src', pathNot: '^apps/server/src/broadcast|' + test },
      { path: 'node_modules/(\\.pnpm/)?(redis|@redis)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.vite|storybook-static|\\.astro|\\.samples)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
}
