import { useState, type DOMAttributes, type DragEvent } from 'react'
import { mergeProps } from '../../slots/mergeProps.ts'

/** What was dropped. Folders hold files that the browser does not hand over. */
export interface Dropped {
  readonly files: readonly File[]
  readonly folders: readonly string[]
}

/** What `useDropZone` gives. */
export interface DropZone {
  /** Files are over it now. */
  readonly isDragging: boolean
  /** For the element on which files may be dropped. */
  readonly getDropZoneProps: (own?: DropZoneProps) => DropZoneProps
}

export type DropZoneProps = Pick<DOMAttributes<HTMLElement>, 'onDragOver' | 'onDragLeave' | 'onDrop'>

/** What `useDropZone` takes. */
export interface DropZoneOptions {
  readonly onFiles: (dropped: Dropped) => void
  /** Files that miss it are still kept from taking the page's place. @default false */
  readonly disabled?: boolean
}

/** Lets files be dropped on an element, such as a whole window. */
export function useDropZone({ onFiles, disabled = false }: DropZoneOptions): DropZone {
  const [isOver, setOver] = useState(false)

  const props: DropZoneProps = {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = disabled ? 'none' : 'copy'
      setOver(true)
    },
    onDragLeave(event: DragEvent) {
      const { relatedTarget, currentTarget } = event
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false)
    },
    onDrop(event: DragEvent) {
      setOver(false)
      // A zone inside this one has taken them.
      if (event.defaultPrevented || !event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      if (!disabled) onFiles(droppedOf(event.dataTransfer))
    },
  }

  return {
    isDragging: isOver && !disabled,
    getDropZoneProps: ({ onDragOver, onDragLeave, onDrop } = {}) =>
      mergeProps(props, { onDragOver, onDragLeave, onDrop }),
  }
}

/** Read at once: the browser empties the list when the event is over. */
function droppedOf(transfer: DataTransfer): Dropped {
  const files: File[] = []
  const folders: string[] = []
  for (const item of transfer.items) {
    const file = item.getAsFile()
    if (item.webkitGetAsEntry()?.isDirectory) folders.push(file?.name ?? '')
    else if (file) files.push(file)
  }
  return { files, folders }
}
