import { forwardRef, memo, useEffect, useId, useRef, type ComponentPropsWithoutRef } from 'react'
import { actionsStrings } from '../../i18n/english/actions.ts'
import { composerStrings } from '../../i18n/english/composer.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { AlertIcon } from '../../icons/AlertIcon.ts'
import { AttachIcon } from '../../icons/AttachIcon.ts'
import { CloseIcon } from '../../icons/CloseIcon.ts'
import { MicrophoneIcon } from '../../icons/MicrophoneIcon.ts'
import { SendIcon } from '../../icons/SendIcon.ts'
import { latePart } from '../../lazy/latePart.tsx'
import { cx } from '../../theme/cx.ts'
import { lateChat } from '../lateChat.ts'
import { DropHint } from './DropHint.tsx'
import { EmojiButton } from './EmojiButton.tsx'
import { LateVoiceRecorder } from './LateVoiceRecorder.tsx'
import { useComposer, type ComposerOptions } from './useComposer.ts'
import { useSlot } from '../../slots/useSlot.ts'

const STRINGS = { ...actionsStrings, ...composerStrings }

const LateTray = latePart(lateChat, (parts) => parts.AttachmentTray)

/** What `MessageInput` takes. */
export interface MessageInputProps
  extends
    ComposerOptions,
    Omit<ComponentPropsWithoutRef<'form'>, keyof ComposerOptions | 'onSubmit' | 'children' | 'placeholder'> {
  /** @default 'Write a message' */
  readonly placeholder?: string
  /** Offers emoji; they are loaded when they are first asked for. @default false */
  readonly emoji?: boolean
  /** Whether files may be dropped on the box; `false` where something around it takes them. @default true */
  readonly dropZone?: boolean
}

/** The box: text that grows, files, voice. It stays usable without a connection. */
export const MessageInput = memo(
  forwardRef<HTMLFormElement, MessageInputProps>(function MessageInput(props, ref) {
    const {
      value,
      defaultValue,
      onChange,
      onSend,
      onSendFile,
      beforeSend,
      onTyping,
      disabled = false,
      ...others
    } = props
    const { sendOn, accept, maxFiles, maxLength, handle, ...look } = others
    const { placeholder, emoji = false, dropZone = true, className, ...rest } = look
    const strings = useStrings(STRINGS)
    const countId = useId()
    const sending = { onSend, onSendFile, beforeSend, onTyping, sendOn, accept, maxFiles, maxLength }
    const composer = useComposer({ value, defaultValue, onChange, disabled, handle, ...sending })
    const { isRecording, lettersLeft, problem, isDragging } = composer
    const [VoiceRecorder, recorderProps] = useSlot('VoiceRecorder', LateVoiceRecorder)
    const [Tray, trayProps] = useSlot('AttachmentTray', LateTray)
    useFocusAfter(isRecording, composer.focus)

    const box = (
      <div className="mc-composer__box">
        {onSendFile && (
          <>
            <button className="mc-icon-button" {...composer.getAttachButtonProps()}>
              <AttachIcon />
            </button>
            <input {...composer.getFileInputProps()} />
          </>
        )}
        <textarea
          {...composer.getTextareaProps({
            className: 'mc-composer__text',
            'aria-label': placeholder,
            'aria-describedby': lettersLeft === undefined ? undefined : countId,
          })}
          placeholder={placeholder ?? strings.writeMessage}
        />
        {emoji && <EmojiButton disabled={disabled} onPick={composer.insert} onClosed={composer.focus} />}
        {onSendFile && (
          <button
            {...composer.getRecordButtonProps({
              className: 'mc-icon-button mc-composer__record',
              'aria-busy': isRecording,
            })}
          >
            <MicrophoneIcon />
          </button>
        )}
        <button {...composer.getSendButtonProps({ className: 'mc-icon-button mc-composer__send' })}>
          <SendIcon />
        </button>
      </div>
    )

    const form = composer.getFormProps({
      ...rest,
      className: cx('mc-composer', className),
    })
    return (
      <form
        {...form}
        ref={ref}
        {...(dropZone && composer.getDropZoneProps(form))}
        data-dragging={isDragging || undefined}
        data-disabled={disabled || undefined}
        data-recording={isRecording || undefined}
      >
        {problem && <Problem text={problem} onDismiss={composer.dismissProblem} />}
        {composer.files.length > 0 && <Tray {...trayProps({ files: composer.files, onRemove: composer.removeFile })} />}
        {/* Until it is there the box stays. */}
        <div className="mc-composer__voice">
          {isRecording && <VoiceRecorder {...recorderProps({ onEnd: composer.endRecording })} />}
        </div>
        {box}
        {lettersLeft !== undefined && (
          <span className="mc-composer__count" id={countId} data-over={lettersLeft < 0 || undefined}>
            {strings.lettersLeft(lettersLeft)}
          </span>
        )}
        {dropZone && isDragging && <DropHint />}
      </form>
    )
  }),
)

function Problem({ text, onDismiss }: { readonly text: string; readonly onDismiss: () => void }) {
  const strings = useStrings(STRINGS)
  return (
    <div className="mc-composer__problem" role="alert">
      <AlertIcon />
      <span>{text}</span>
      <button type="button" className="mc-icon-button" aria-label={strings.dismiss} onClick={onDismiss}>
        <CloseIcon />
      </button>
    </div>
  )
}

/** A recording took the box's place and the focus with it: both come back. */
function useFocusAfter(busy: boolean, focus: () => void) {
  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy) focus()
    wasBusy.current = busy
  }, [busy, focus])
}
