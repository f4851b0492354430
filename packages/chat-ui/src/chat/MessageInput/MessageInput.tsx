import type { MessageType } from '@mediconnect/protocol'
import {
  forwardRef,
  useEffect,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type DragEvent,
  type KeyboardEvent,
} from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import type { Strings } from '../../i18n/strings.ts'
import { Icon } from '../../icons/Icon.tsx'
import { cx } from '../../theme/cx.ts'
import { AttachmentTray } from './AttachmentTray.tsx'
import { messageTypeOf } from './checkFile.ts'
import { RecordingBar } from './RecordingBar.tsx'
import { useAutogrow } from './useAutogrow.ts'
import { useRecorder, type RecorderProblem } from './useRecorder.ts'
import { useStagedFiles } from './useStagedFiles.ts'
import { useStopTyping } from './useStopTyping.ts'

/** What browsers report as the key while an input method composes; Safari gives nothing else on the Enter that ends it. */
const COMPOSING_KEY_CODE = 229

/** What goes with a file; `duration` in seconds. */
export interface SendFileOptions {
  readonly message_type?: Extract<MessageType, 'image' | 'file' | 'voice'>
  readonly duration?: number
  readonly caption?: string
}

export interface MessageInputProps extends Omit<
  ComponentPropsWithoutRef<'form'>,
  'onChange' | 'onSubmit' | 'children' | 'defaultValue'
> {
  /** The text, when the caller keeps it. */
  readonly value?: string
  /** The text to begin with, when the part keeps it itself. Another one takes its place, such as a draft from another tab. @default '' */
  readonly defaultValue?: string
  readonly onChange?: (value: string) => void
  /** Called with the text, trimmed. A caller that keeps `value` clears it. */
  readonly onSend?: (text: string) => void
  /** Called with `true` on each keystroke, with `false` when typing ends. */
  readonly onTyping?: (isTyping: boolean) => void
  /** Sends a file; without it there are no buttons for files and voice. */
  readonly onSendFile?: (file: File, options: SendFileOptions) => void
  /** For those who may not write here at all; being offline is no reason. @default false */
  readonly disabled?: boolean
  /** @default 'Write a message' */
  readonly placeholder?: string
}

/** The box: text that grows, files, voice. It stays usable without a connection. */
export const MessageInput = forwardRef<HTMLFormElement, MessageInputProps>(function MessageInput(props, ref) {
  const { value, defaultValue = '', onChange, onSend, onTyping, onSendFile, disabled = false, ...others } = props
  const { placeholder, className, ...rest } = others
  const { strings, now } = useLocale()
  const textarea = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [ownValue, setOwnValue] = useState(defaultValue)
  const [begunWith, setBegunWith] = useState(defaultValue)
  if (begunWith !== defaultValue) {
    setBegunWith(defaultValue)
    setOwnValue(defaultValue)
  }
  const [dragging, setDragging] = useState(false)
  const text = value ?? ownValue
  const files = useStagedFiles()
  const recorder = useRecorder(({ file, duration }) => onSendFile?.(file, { message_type: 'voice', duration }), now)
  const busy = recorder.state.status === 'recording' || recorder.state.status === 'asking'
  const problem =
    recorder.state.status === 'failed' ? problemText(recorder.state.problem, strings) : files.problems.join(' ')
  const canSend = !disabled && (text.trim() !== '' || files.staged.length > 0)

  useAutogrow(textarea, text)
  useFocusAfter(busy, textarea)
  useStopTyping(onTyping)

  function change(next: string) {
    setOwnValue(next)
    onChange?.(next)
    onTyping?.(next !== '')
  }

  function send() {
    if (!canSend) return
    const trimmed = text.trim()
    const caption = files.staged.length === 1 && trimmed ? trimmed : undefined
    for (const { file } of files.staged) onSendFile?.(file, { message_type: messageTypeOf(file), caption })
    if (trimmed && !caption) onSend?.(trimmed)
    files.clear()
    setOwnValue('')
    if (caption) onChange?.('')
    onTyping?.(false)
    textarea.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    // `keyCode` is deprecated, and the only sign there is in Safari, where composing has ended before this event.
    if (event.nativeEvent.isComposing || event.keyCode === COMPOSING_KEY_CODE) return
    event.preventDefault()
    send()
  }

  const takesFiles = onSendFile !== undefined && !disabled
  const drag = takesFiles && {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setDragging(true)
    },
    onDragLeave(event: DragEvent) {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
        setDragging(false)
    },
    onDrop(event: DragEvent) {
      event.preventDefault()
      setDragging(false)
      files.add(event.dataTransfer.files)
    },
  }

  return (
    <form
      ref={ref}
      className={cx('mc-composer', className)}
      data-dragging={dragging || undefined}
      data-disabled={disabled || undefined}
      data-recording={busy || undefined}
      {...drag}
      {...rest}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {problem && (
        <div className="mc-composer__problem" role="alert">
          <Icon name="alert" />
          <span>{problem}</span>
          <button
            type="button"
            className="mc-icon-button"
            aria-label={strings.dismiss}
            onClick={() => {
              files.clearProblems()
              if (recorder.state.status === 'failed') recorder.cancel()
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
      <AttachmentTray files={files.staged} onRemove={files.remove} />
      {busy && <RecordingBar recorder={recorder} />}
      <div className="mc-composer__box" hidden={busy}>
        {onSendFile && (
          <>
            <button
              type="button"
              className="mc-icon-button"
              aria-label={strings.attach}
              disabled={disabled}
              onClick={() => picker.current?.click()}
            >
              <Icon name="attach" />
            </button>
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                if (event.currentTarget.files) files.add(event.currentTarget.files)
                // The same file can then be picked again.
                event.currentTarget.value = ''
                textarea.current?.focus()
              }}
            />
          </>
        )}
        <textarea
          ref={textarea}
          className="mc-composer__text"
          rows={1}
          dir="auto"
          enterKeyHint="send"
          aria-label={placeholder ?? strings.writeMessage}
          placeholder={placeholder ?? strings.writeMessage}
          disabled={disabled}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => onTyping?.(false)}
          onPaste={(event) => {
            if (!takesFiles || event.clipboardData.files.length === 0) return
            event.preventDefault()
            files.add(event.clipboardData.files)
          }}
        />
        {onSendFile && (
          <button
            type="button"
            className="mc-icon-button"
            aria-label={strings.record}
            disabled={disabled}
            onClick={() => void recorder.start()}
          >
            <Icon name="microphone" />
          </button>
        )}
        <button
          type="submit"
          className="mc-icon-button mc-composer__send"
          aria-label={strings.send}
          // Not `disabled`: that would throw the focus out of the box after each send.
          aria-disabled={!canSend}
        >
          <Icon name="send" />
        </button>
      </div>
      {dragging && (
        <div className="mc-composer__drop" aria-hidden="true">
          <Icon name="attach" />
          {strings.dropFiles}
        </div>
      )}
    </form>
  )
})

function problemText(problem: RecorderProblem, strings: Strings): string {
  switch (problem) {
    case 'denied':
      return strings.microphoneDenied
    case 'missing':
      return strings.microphoneMissing
    case 'unsupported':
      return strings.microphoneUnsupported
    case 'failed':
      return strings.microphoneFailed
  }
}

/** A recording took the box's place and the focus with it: both come back. */
function useFocusAfter(busy: boolean, textarea: { readonly current: HTMLTextAreaElement | null }) {
  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy) textarea.current?.focus()
    wasBusy.current = busy
  }, [busy, textarea])
}
