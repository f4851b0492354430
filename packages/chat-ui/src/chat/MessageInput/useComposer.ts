import { MAX_TEXT_LENGTH } from '@mediconnect/protocol/client/limits'
import {
  useImperativeHandle,
  useRef,
  useState,
  type ClipboardEvent,
  type ComponentPropsWithRef,
  type KeyboardEvent,
  type Ref,
} from 'react'
import { composerStrings } from '../../i18n/english/composer.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { messageTypeOf } from './messageTypeOf.ts'
import { mergeProps } from '../../slots/mergeProps.ts'
import type { SendFileOptions } from './sendFileOptions.ts'
import { useAutogrow } from './useAutogrow.ts'
import { useComposerText } from './useComposerText.ts'
import { useDropZone, type Dropped, type DropZone } from './useDropZone.ts'
import { useStagedFiles, type StagedFile } from './useStagedFiles.ts'
import { useTypingNotice } from './useTypingNotice.ts'

/** What browsers report as the key while an input method composes; Safari gives nothing else on the Enter that ends it. */
const COMPOSING_KEY_CODE = 229
/** How many letters before the limit their number is shown. */
const COUNT_FROM = 500
const MAX_FILES = 10

/** What is about to be sent. */
export interface Outgoing {
  readonly text: string
  readonly files: readonly File[]
}

/** For whoever stands outside of the box. */
export interface ComposerHandle {
  focus(): void
  addFiles(dropped: Dropped): void
  /** Puts a text where the cursor is. */
  insert(text: string): void
}

/** What `useComposer` takes. */
export interface ComposerOptions {
  /** The text, when the caller keeps it. */
  readonly value?: string
  /** The text to begin with, when the box keeps it itself. Another one takes its place, such as a draft from another tab. @default '' */
  readonly defaultValue?: string
  readonly onChange?: (value: string) => void
  /** Called with the text, trimmed. A caller that keeps `value` clears it. */
  readonly onSend?: (text: string) => void
  /** Sends a file; without it there are no buttons for files and voice. */
  readonly onSendFile?: (file: File, options: SendFileOptions) => void
  /** Asked before anything is sent; with `false` nothing is sent, and nothing is lost. */
  readonly beforeSend?: (outgoing: Outgoing) => boolean | Promise<boolean>
  /** Called with `true` at most once a second while keys are pressed, with `false` when typing ends. */
  readonly onTyping?: (isTyping: boolean) => void
  /** For those who may not write here at all; being offline is no reason. @default false */
  readonly disabled?: boolean
  /** The key that sends. With `mod+enter` Enter makes a line; Ctrl or Cmd and Enter send in both. @default 'enter' */
  readonly sendOn?: 'enter' | 'mod+enter'
  /** The kinds of files taken, as `<input accept>` reads it. @default all */
  readonly accept?: string
  /** How many files may go with one send. @default 10 */
  readonly maxFiles?: number
  /** Letters a text may have. @default what fits into a frame */
  readonly maxLength?: number
  readonly handle?: Ref<ComposerHandle>
}

type Getter<Tag extends 'form' | 'textarea' | 'button' | 'input'> = (
  own?: ComponentPropsWithRef<Tag>,
) => ComponentPropsWithRef<Tag>

/** What {@link useComposer} gives: its state, what can be done, and the properties of each element. */
export interface Composer extends DropZone {
  readonly text: string
  readonly canSend: boolean
  /** Letters that may still be written; below zero there are too many. Only near the limit. */
  readonly lettersLeft: number | undefined
  readonly files: readonly StagedFile[]
  readonly isRecording: boolean
  /** What went wrong, in the reader's language. */
  readonly problem: string | undefined
  readonly send: () => void
  /** Puts the cursor into the box; the same function at each render. */
  readonly focus: () => void
  readonly insert: (piece: string) => void
  readonly addFiles: (dropped: Dropped) => void
  readonly removeFile: (key: number) => void
  /** Ends recording: with what was recorded, why it did not go, or nothing. */
  readonly endRecording: (
    result?: { readonly file: File; readonly duration: number } | { readonly problem: string },
  ) => void
  readonly dismissProblem: () => void
  readonly getFormProps: Getter<'form'>
  readonly getTextareaProps: Getter<'textarea'>
  readonly getAttachButtonProps: Getter<'button'>
  readonly getFileInputProps: Getter<'input'>
  readonly getRecordButtonProps: Getter<'button'>
  readonly getSendButtonProps: Getter<'button'>
}

/** A box to write in, without its looks: text, files, voice, typing, and when something is sent. */
export function useComposer(options: ComposerOptions): Composer {
  const { value, defaultValue = '', onChange, onSend, onSendFile, beforeSend, onTyping, disabled = false } = options
  const { sendOn = 'enter', accept, maxFiles = MAX_FILES, maxLength = MAX_TEXT_LENGTH, handle } = options
  const strings = useStrings(composerStrings)
  const { text, setText, insert, focus, textarea } = useComposerText(value, defaultValue, onChange)
  const picker = useRef<HTMLInputElement>(null)
  const isAsking = useRef(false)
  const files = useStagedFiles(accept, maxFiles)
  const typing = useTypingNotice(onTyping)
  const [isRecording, setRecording] = useState(false)
  const [failure, setFailure] = useState<string>()
  const takesFiles = onSendFile !== undefined && !disabled
  const isTooLong = text.length > maxLength
  const canSend = !disabled && !isTooLong && (text.trim() !== '' || files.staged.length > 0)
  const dropZone = useDropZone({ onFiles: addFiles, disabled: !takesFiles })

  useAutogrow(textarea, text)
  useImperativeHandle(handle, () => ({ focus, addFiles, insert: type }))

  function addFiles(dropped: Dropped) {
    if (!takesFiles) return
    setFailure(undefined)
    files.add(dropped)
    focus()
  }

  function type(piece: string) {
    insert(piece)
    typing.keystroke()
  }

  /** Asks where it must, and gives whether to go on; one question at a time. */
  async function mayGo(outgoing: Outgoing): Promise<boolean> {
    if (!beforeSend) return true
    if (isAsking.current) return false
    isAsking.current = true
    try {
      return await beforeSend(outgoing)
    } finally {
      isAsking.current = false
    }
  }

  function send() {
    if (isTooLong) return setFailure(strings.textTooLong(maxLength))
    if (!canSend) return
    const going = { text: text.trim(), staged: files.staged }
    const outgoing = { text: going.text, files: going.staged.map(({ file }) => file) }
    // Without a question it goes at once: the next frame shows it.
    if (!beforeSend) deliver(going)
    else void mayGo(outgoing).then((isSure) => isSure && deliver(going))
  }

  function deliver({ text: said, staged }: { readonly text: string; readonly staged: readonly StagedFile[] }) {
    const caption = staged.length === 1 && said ? said : undefined
    for (const { file, options: given } of staged)
      onSendFile?.(file, { message_type: messageTypeOf(file), ...given, caption })
    // What was written while it was asked is not sent, and stays.
    const isAsSent = (textarea.current?.value.trim() ?? said) === said
    // Before `onSend`: what a caller who keeps the text does there comes last.
    if (isAsSent && (value === undefined || caption)) setText('')
    if (said && !caption) onSend?.(said)
    files.removeAll(staged)
    setFailure(undefined)
    typing.end()
    focus()
  }

  function endRecording(result?: { readonly file: File; readonly duration: number } | { readonly problem: string }) {
    setRecording(false)
    if (!result) return
    if ('problem' in result) return setFailure(result.problem)
    const { file, duration } = result
    const given = { message_type: 'voice', duration } as const
    if (!beforeSend) return onSendFile?.(file, given)
    void mayGo({ text: '', files: [file] }).then((isSure) =>
      isSure ? onSendFile?.(file, given) : files.add({ files: [file], folders: [] }, given),
    )
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.key !== 'Enter' || event.shiftKey || event.altKey) return
    // `keyCode` is deprecated, and the only sign there is in Safari, where composing has ended before this event.
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING_KEY_CODE) return
    if (sendOn === 'mod+enter' && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }

  function onPaste(event: ClipboardEvent) {
    const { files: pasted, types } = event.clipboardData
    // Office programs put a picture of the text beside the text.
    const isText = types.includes('text/plain') && types.includes('text/html')
    if (event.defaultPrevented || !takesFiles || pasted.length === 0 || isText) return
    event.preventDefault()
    addFiles({ files: [...pasted], folders: [] })
  }

  return {
    ...dropZone,
    text,
    canSend,
    lettersLeft: maxLength - text.length <= COUNT_FROM ? maxLength - text.length : undefined,
    files: files.staged,
    isRecording,
    problem: failure ?? (files.problems.join(' ') || undefined),
    send,
    focus,
    insert: type,
    addFiles,
    removeFile: files.remove,
    endRecording,
    dismissProblem() {
      setFailure(undefined)
      files.clearProblems()
      focus()
    },
    getFormProps: (own) =>
      mergeProps<ComponentPropsWithRef<'form'>>(
        {
          onSubmit(event) {
            event.preventDefault()
            send()
          },
        },
        own,
      ),
    getTextareaProps: (own) =>
      mergeProps<ComponentPropsWithRef<'textarea'>>(
        {
          ref: textarea,
          rows: 1,
          // An empty box would be left-to-right, and its placeholder on the wrong side.
          dir: text ? 'auto' : undefined,
          enterKeyHint: sendOn === 'enter' ? 'send' : 'enter',
          'aria-label': strings.writeMessage,
          'aria-invalid': isTooLong || undefined,
          disabled,
          value: text,
          onChange(event) {
            const next = event.currentTarget.value
            setText(next)
            if (next) typing.keystroke()
            else typing.end()
          },
          onKeyDown,
          onPaste,
          onBlur: () => typing.end(),
        },
        own,
      ),
    getAttachButtonProps: (own) =>
      mergeProps<ComponentPropsWithRef<'button'>>(
        { type: 'button', 'aria-label': strings.attach, disabled: !takesFiles, onClick: () => picker.current?.click() },
        own,
      ),
    getFileInputProps: (own) =>
      mergeProps<ComponentPropsWithRef<'input'>>(
        {
          ref: picker,
          type: 'file',
          multiple: maxFiles > 1,
          accept,
          hidden: true,
          onChange(event) {
            addFiles({ files: [...(event.currentTarget.files ?? [])], folders: [] })
            // The same file can then be picked again.
            event.currentTarget.value = ''
          },
        },
        own,
      ),
    getRecordButtonProps: (own) =>
      mergeProps<ComponentPropsWithRef<'button'>>(
        {
          type: 'button',
          'aria-label': strings.record,
          disabled: !takesFiles,
          onClick() {
            setFailure(undefined)
            setRecording(true)
          },
        },
        own,
      ),
    getSendButtonProps: (own) =>
      mergeProps<ComponentPropsWithRef<'button'>>(
        // Not `disabled`: that would throw the focus out of the box after each send.
        { type: 'submit', 'aria-label': strings.send, 'aria-disabled': !canSend },
        own,
      ),
  }
}
