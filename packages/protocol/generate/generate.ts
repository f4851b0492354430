// Writes the files that are made from the schemas and the error table. `--check` only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { errorsFile } from './errorsFile.ts'
import { fastReadersFile } from './fastReadersFile.ts'
import { readerFiles } from './readerFiles.ts'

const FILES = { ...readerFiles(), 'fastReaders.gen.ts': fastReadersFile(), 'errors.gen.ts': errorsFile() }

for (const [name, made] of Object.entries(FILES)) {
  const file = fileURLToPath(new URL(`../src/${name}`, import.meta.url))
  const wanted = await format(made, { ...(await resolveConfig(file)), filepath: file })
  if (!process.argv.includes('--check')) writeFileSync(file, wanted)
  else if (readFileSync(file, 'utf8') !== wanted) {
    process.stderr.write(`${name} is not up to date. Run: npm run generate\n`)
    process.exitCode = 1
  }
}
