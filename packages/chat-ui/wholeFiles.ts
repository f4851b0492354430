import type { Rolldown } from 'tsdown'

const INDEX = 'index.js'

/**
 * Makes the built index pass on whole files, `export * from './Part.js'`. By name, esbuild takes the index itself for a part
 * of the page, and with it every file that anything loaded later shares: a badge would bring the icons of the message list.
 */
export function wholeFiles(): Rolldown.Plugin {
  return {
    name: 'whole-files',
    generateBundle(_, bundle) {
      const index = bundle[INDEX]
      if (index?.type !== 'chunk') return
      for (const file of index.imports) {
        const passedOn = bundle[file]
        if (passedOn?.type !== 'chunk') return this.error(`${INDEX} may only pass on files of its own, not ${file}.`)
        const hidden = passedOn.exports.filter((name) => !index.exports.includes(name))
        if (hidden.length > 0)
          this.error(`${file} also has ${hidden.join(', ')}: give what is not public its own file.`)
      }
      index.code = `${index.imports.map((file) => `export * from './${file}'`).join('\n')}\n`
    },
  }
}
