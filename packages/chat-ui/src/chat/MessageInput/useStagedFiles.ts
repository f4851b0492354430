import { useState } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import type { StagedFile } from './AttachmentTray.tsx'
import { checkFile } from './checkFile.ts'

export interface StagedFiles {
  readonly staged: readonly StagedFile[]
  /** Why files were turned away, one sentence each. */
  readonly problems: readonly string[]
  readonly add: (files: Iterable<File>) => void
  readonly remove: (key: number) => void
  readonly clear: () => void
  readonly clearProblems: () => void
}

/** The files waiting in the box, and those it turned away. */
export function useStagedFiles(): StagedFiles {
  const { strings, formats } = useLocale()
  const [state, setState] = useState({
    staged: [] as readonly StagedFile[],
    problems: [] as readonly string[],
    next: 0,
  })

  return {
    staged: state.staged,
    problems: state.problems,
    add(files) {
      // Read now: the browser empties its list once the event is over.
      const checked = [...files].map((file) => ({ file, problem: checkFile(file, strings, formats) }))
      setState(({ staged, next }) => ({
        staged: [
          ...staged,
          ...checked.flatMap(({ file, problem }, index) => (problem ? [] : [{ key: next + index, file }])),
        ],
        problems: checked.flatMap(({ problem }) => problem ?? []),
        next: next + checked.length,
      }))
    },
    remove: (key) => setState((current) => ({ ...current, staged: current.staged.filter((file) => file.key !== key) })),
    clear: () => setState((current) => ({ ...current, staged: [], problems: [] })),
    clearProblems: () => setState((current) => ({ ...current, problems: [] })),
  }
}
