import { useState } from 'react'
import { composerStrings } from '../../i18n/english/composer.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { checkFile } from './checkFile.ts'
import type { SendFileOptions } from './sendFileOptions.ts'
import type { Dropped } from './useDropZone.ts'

/** A file that waits in the box to be sent. */
export interface StagedFile {
  readonly key: number
  readonly file: File
  /** What a recording brings with it. */
  readonly options?: SendFileOptions
}

export interface StagedFiles {
  readonly staged: readonly StagedFile[]
  /** Why files were turned away, one sentence each. */
  readonly problems: readonly string[]
  readonly add: (dropped: Dropped, options?: SendFileOptions) => void
  readonly remove: (key: number) => void
  /** Takes out those that were sent. */
  readonly removeAll: (sent: readonly StagedFile[]) => void
  readonly clearProblems: () => void
}

/** The files waiting in the box, and those it turned away. */
export function useStagedFiles(accept: string | undefined, maxFiles: number): StagedFiles {
  const { formats } = useLocale()
  const strings = useStrings(composerStrings)
  const [state, setState] = useState({
    staged: [] as readonly StagedFile[],
    problems: [] as readonly string[],
    next: 0,
  })

  return {
    staged: state.staged,
    problems: state.problems,
    add({ files, folders }, options) {
      const checked = files.map((file) => ({ file, problem: checkFile(file, accept, strings, formats) }))
      const good = checked.flatMap(({ file, problem }) => (problem ? [] : [file]))
      setState(({ staged, next }) => {
        const taken = good.slice(0, Math.max(0, maxFiles - staged.length))
        return {
          staged: [...staged, ...taken.map((file, index) => ({ key: next + index, file, options }))],
          problems: [
            ...folders.map(strings.folderRefused),
            ...checked.flatMap(({ problem }) => problem ?? []),
            ...(taken.length < good.length ? [strings.tooManyFiles(maxFiles)] : []),
          ],
          next: next + taken.length,
        }
      })
    },
    remove: (key) => setState((current) => ({ ...current, staged: current.staged.filter((file) => file.key !== key) })),
    removeAll: (sent) =>
      setState((current) => ({
        ...current,
        staged: current.staged.filter((file) => !sent.includes(file)),
        problems: [],
      })),
    clearProblems: () => setState((current) => ({ ...current, problems: [] })),
  }
}
