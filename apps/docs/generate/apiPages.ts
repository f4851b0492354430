import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Application, ReflectionKind, type DeclarationReflection, type TypeDocOptions } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import ts from 'typescript'
import { BASE, ROOT } from '../pages.ts'
import type { SitePage } from './repoPage.ts'

/** What may be imported: its module, the page that tells of it, and what an import says. */
const ENTRIES = [
  { module: 'protocol/src', page: 'protocol', name: '@mediconnect/protocol' },
  { module: 'protocol/src/client', page: 'protocol-client', name: '@mediconnect/protocol/client' },
  { module: 'ws-react/src', page: 'ws-react', name: '@mediconnect/ws-react' },
  { module: 'ws-react/src/testing', page: 'ws-react-testing', name: '@mediconnect/ws-react/testing' },
  { module: 'ws-react/src/devtools', page: 'ws-react-devtools', name: '@mediconnect/ws-react/devtools' },
  { module: 'chat-ui/src', page: 'chat-ui', name: '@mediconnect/chat-ui' },
] as const
const TSCONFIG = path.join(ROOT, 'apps/docs/tsconfig.api.json')

/** A page for each entry of the packages, from types and doc comments. Fails when an export has none. */
export async function apiPages(): Promise<[route: string, page: SitePage][]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mediconnect-api-'))
  try {
    await writeApi(folder)
    return ENTRIES.map(({ page, name }) => {
      const text = readFileSync(path.join(folder, `${page}.md`), 'utf8')
      return [`api/${page}`, { title: name, body: text.replaceAll(/\]\((\w[\w-]*)\.md/g, `](${BASE}/api/$1/`) }]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeApi(folder: string): Promise<void> {
  const options: Partial<TypeDocOptions & PluginOptions> = {
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: entryFiles(),
    tsconfig: TSCONFIG,
    basePath: path.join(ROOT, 'packages'),
    out: folder,
    // Types have a step of their own.
    skipErrorChecking: true,
    readme: 'none',
    disableSources: true,
    excludeExternals: true,
    excludePrivate: true,
    logLevel: 'Error',
    outputFileStrategy: 'modules',
    hideBreadcrumbs: true,
    hidePageHeader: true,
    hidePageTitle: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    propertyMembersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true },
  }
  const app = await Application.bootstrapWithPlugins(options)
  const project = await app.convert()
  if (!project) throw new Error('The API could not be read.')
  for (const module of project.children ?? []) {
    const entry = ENTRIES.find((one) => one.module === module.name)
    if (!entry) throw new Error(`${module.name} is in tsconfig.api.json and has no page.`)
    module.name = entry.page
  }
  const silent = (project.children ?? []).flatMap((module) =>
    (module.children ?? []).filter((one) => !isDocumented(one)),
  )
  if (silent.length > 0) {
    const names = silent.map((one) => `  ${one.name} of ${one.parent?.name}`)
    throw new Error(`What is exported says what it is, in a doc comment. These do not:\n${names.join('\n')}`)
  }
  await app.generateOutputs(project)
}

/** The compiler's list of files is the list of entries. */
function entryFiles(): string[] {
  const { config } = ts.readConfigFile(TSCONFIG, (file) => readFileSync(file, 'utf8')) as {
    config: { files: string[] }
  }
  return config.files.map((file) => path.join(path.dirname(TSCONFIG), file))
}

function isDocumented(one: DeclarationReflection): boolean {
  // What another entry exports again says it there.
  if (one.kindOf(ReflectionKind.Reference)) return true
  return one.hasComment() || (one.signatures ?? []).some((signature) => signature.hasComment())
}
