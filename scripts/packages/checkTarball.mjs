// What would go wrong for who installs a tarball: its exports and types in each way of resolving, and what must be in it.
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { problemKindInfo } from '@arethetypeswrong/core/problems'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/** Only ECMAScript modules are published: `require` gets one, as Node 22 allows, and what knows no `exports` is too old. */
const EXPECTED = (problem) => problem.kind === 'CJSResolvesToESM' || problem.resolutionKind === 'node10'

/** The faults of one tarball, in sentences. @param {Buffer} tarball @returns {Promise<string[]>} */
export async function checkTarball(tarball) {
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: tarball.buffer.slice(tarball.byteOffset, tarball.byteOffset + tarball.byteLength) },
  })
  const faults = messages.map((message) => formatMessage(message, pkg, { color: false }))

  const unpacked = createPackageFromTarballData(tarball)
  const { types, problems = [] } = await checkPackage(unpacked, { excludeEntrypoints: [/\.css$/, /package\.json$/] })
  if (!types) faults.push('It has no types.')
  for (const problem of problems.filter((each) => !EXPECTED(each))) {
    const where = [problem.entrypoint, problem.resolutionKind, problem.typesFileName].filter(Boolean).join(', ')
    faults.push(`Types: ${problemKindInfo[problem.kind].title} (${where}).`)
  }

  const root = `/node_modules/${pkg.name}/`
  const files = unpacked.listFiles().map((file) => file.slice(root.length))
  for (const needed of ['LICENSE', 'README.md']) if (!files.includes(needed)) faults.push(`It has no ${needed}.`)
  const stray = files.filter((file) => /(^|\/)(src|test|fixtures)\/|\.(test|stories)\./.test(file))
  if (stray.length > 0) faults.push(`It has files nobody needs who installs it: ${stray.slice(0, 3).join(', ')} …`)
  for (const file of files.filter((each) => /^dist\/.*\.js$/.test(each))) {
    const text = unpacked.readFile(root + file)
    if (/ from ['"]react(\/|['"])/.test(text) && !/^['"]use client['"]/.test(text))
      faults.push(`${file} does not begin with "use client": frameworks with server components would refuse its hooks.`)
    const map = /\n\/\/# sourceMappingURL=(.+)\s*$/.exec(text)?.[1]
    // A file of names passed on has nothing to map.
    if (!map && /\b(const|function|class) /.test(text)) faults.push(`${file} has no source map.`)
    if (map && !files.includes(`dist/${map}`) && !files.includes(`${file}.map`))
      faults.push(`The map of ${file} is missing.`)
  }
  return faults
}
