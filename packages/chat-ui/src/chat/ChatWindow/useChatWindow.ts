import type { ChatEntry, ErrorCode, User } from '@mediconnect/protocol'
import { useChat, usePresence, type Chat, type MessageTarget } from '@mediconnect/ws-react'
import { useCallback, useMemo, useRef, type ComponentPropsWithRef, type ReactNode } from 'react'
import type { ChatAnnouncerProps } from '../../a11y/ChatAnnouncer.tsx'
import { useRegionKeys } from '../../a11y/useRegionKeys.ts'
import { chatWindowStrings } from '../../i18n/english/chatWindow.ts'
import { peopleStrings } from '../../i18n/english/people.ts'
import { useLocale, useStrings } from '../../i18n/LocaleContext.ts'
import { mergeProps } from '../../slots/mergeProps.ts'
import { displayName } from '../../users/names.ts'
import { shortName } from '../../users/shortName.ts'
import type { ChatHeaderProps } from '../ChatHeader/ChatHeader.tsx'
import { confirmLargeAudience } from '../ConfirmSend/confirmLargeAudience.ts'
import type { ConfirmPolicy } from '../ConfirmSend/confirmPolicy.ts'
import type { ConfirmSendProps } from '../ConfirmSend/ConfirmSend.tsx'
import type { ConnectionStatusProps } from '../ConnectionStatus/ConnectionStatus.tsx'
import type { MessageInputProps } from '../MessageInput/MessageInput.tsx'
import type { ComposerHandle } from '../MessageInput/useComposer.ts'
import { useDropZone } from '../MessageInput/useDropZone.ts'
import type { MessageListProps } from '../MessageList/MessageList.tsx'
import type { MessageListHandle } from '../MessageList/useReadersPlace.ts'
import type { TypingIndicatorProps } from '../TypingIndicator/TypingIndicator.tsx'
import { useCalmConnection } from './useCalmConnection.ts'
import { useConfirmSend } from './useConfirmSend.ts'
import { useMarkRead } from './useMarkRead.ts'

const STRINGS = { ...chatWindowStrings, ...peopleStrings }

/** What `useChatWindow` takes: the room, and who is in it. */
export interface ChatWindowOptions {
  readonly roomName: string
  readonly currentUser: User
  /** The other one, in a room of two. */
  readonly targetUser?: User
  /** The group's name, where there is no one other. */
  readonly title?: string
  /** How many are in the group, the reader among them. */
  readonly memberCount?: number
  /** What tells one patient from another, such as a date of birth and a record number: in the header, and when asked before a send. */
  readonly patientContext?: ReactNode
  /** Decides when to ask before something is sent. @default asks before the first message to more than ten */
  readonly confirmSend?: ConfirmPolicy
}

/** Props for a part: the kit's own, with those given merged into them. */
type Getter<Props> = (own?: Partial<Props>) => Props

/** What {@link useChatWindow} gives: the conversation, and the props of each part. */
export interface ChatWindowApi {
  readonly chat: Chat
  /** What the conversation is called: the other one's name, or the group's. */
  readonly name: string
  /** Why the reader may not be here; nothing they do here changes it. */
  readonly refusal: ErrorCode | undefined
  /** Goes to a message, however far back; false when there is none. */
  readonly showMessage: (target: MessageTarget) => Promise<boolean>
  /** Whether something waits for the reader's word before it is sent: render ConfirmSend. */
  readonly isConfirming: boolean
  /** Files are held over the window: render DropHint. */
  readonly isDragging: boolean
  readonly getRootProps: Getter<ComponentPropsWithRef<'section'>>
  readonly getHeaderProps: Getter<ChatHeaderProps>
  readonly getMessageListProps: Getter<MessageListProps & { readonly ref?: React.Ref<HTMLDivElement> }>
  readonly getConnectionStatusProps: Getter<ConnectionStatusProps>
  readonly getTypingIndicatorProps: Getter<TypingIndicatorProps>
  readonly getComposerProps: Getter<MessageInputProps>
  /** Only while `isConfirming`. */
  readonly getConfirmSendProps: Getter<ConfirmSendProps>
  readonly getAnnouncerProps: Getter<ChatAnnouncerProps>
}

const DEFAULT_POLICY = confirmLargeAudience()

/**
 * A whole conversation without its looks: ChatWindow is this hook and the parts. Must be used inside
 * `<RealtimeProvider>`, in a component with a `key` of the room, so that nothing of one room is seen in another.
 */
export function useChatWindow(options: ChatWindowOptions): ChatWindowApi {
  const { roomName, currentUser, targetUser, title, memberCount, patientContext } = options
  const { root } = useLocale()
  const strings = useStrings(STRINGS)
  const chat = useChat(roomName)
  const { presence } = usePresence(targetUser ? [targetUser.id] : [])
  const list = useRef<HTMLDivElement>(null)
  const transcript = useRef<MessageListHandle>(null)
  const composer = useRef<ComposerHandle>(null)
  const name = targetUser ? displayName(targetUser) : (title ?? strings.group)
  const calm = useCalmConnection(chat.connection)
  const recipientCount = targetUser ? 1 : memberCount === undefined ? undefined : Math.max(0, memberCount - 1)
  const confirm = useConfirmSend(options.confirmSend ?? DEFAULT_POLICY, {
    roomName,
    currentUser,
    targetUser,
    name,
    recipientCount,
  })
  const { whenReady } = chat
  const ask = confirm.beforeSend
  // The box is emptied only when what was in it is kept.
  const mayGo = useCallback<typeof ask>((outgoing) => whenReady().then(() => ask(outgoing)), [whenReady, ask])
  const refusal = chat.connection.status === 'stopped' ? refusalCode(chat.connection.code) : undefined
  const unsent = chat.pendingCount === 0 ? NONE : chat.messages.slice(-chat.pendingCount)
  const failed = unsent.filter(({ state }) => state === 'failed')
  // In a room of two a third person may write, such as an admin: nobody must be taken for another.
  const showSenders = useMemo(
    () =>
      !targetUser || chat.messages.some(({ sender }) => sender.id !== currentUser.id && sender.id !== targetUser.id),
    [chat.messages, currentUser.id, targetUser],
  )
  const regionKeys = useRegionKeys()
  const drop = useDropZone({
    onFiles: (dropped) => composer.current?.addFiles(dropped),
    disabled: refusal !== undefined,
  })
  useMarkRead(list, chat, currentUser.id)
  const load = chat.showMessage
  const { startTyping, stopTyping } = chat
  const onTyping = useCallback(
    (isTyping: boolean) => (isTyping ? startTyping() : stopTyping()),
    [startTyping, stopTyping],
  )
  const showMessage = useCallback(
    async (target: MessageTarget) => {
      const key = await load(target)
      if (key !== undefined) transcript.current?.scrollToMessage(key)
      return key !== undefined
    },
    [load],
  )

  return {
    chat,
    name,
    refusal,
    showMessage,
    isConfirming: confirm.pending !== undefined,
    isDragging: drop.isDragging,
    getRootProps: (own) =>
      mergeProps<ComponentPropsWithRef<'section'>>(
        {
          ...root,
          'aria-label': strings.conversation(name),
          ...dataOf('connection', chat.connection.status),
          ...drop.getDropZoneProps(),
          ...regionKeys,
        },
        own,
      ),
    getHeaderProps: (own) =>
      mergeProps<ChatHeaderProps>(
        {
          user: targetUser,
          presence: targetUser && presence[targetUser.id],
          title,
          subtitle: memberCount !== undefined && strings.members(memberCount),
          patientContext,
          isTyping: targetUser !== undefined && chat.typingUsers.length > 0,
          ...dataOf('mc-region', 'header'),
        },
        own,
      ),
    getMessageListProps: (own) =>
      mergeProps<MessageListProps & { readonly ref?: React.Ref<HTMLDivElement> }>(
        {
          ref: list,
          handle: transcript,
          messages: chat.messages,
          currentUserId: currentUser.id,
          // Whoever is not let in is told so, not that the messages could not be loaded.
          status: refusal ? 'ready' : chat.history.status,
          onReload: chat.history.reload,
          hasOlder: chat.history.hasOlder,
          isLoadingOlder: chat.history.isLoadingOlder,
          onLoadOlder: chat.history.loadOlder,
          gaps: chat.gaps,
          onLoadGap: chat.loadGap,
          firstUnreadId: chat.firstUnreadId,
          showSenders,
          onRetry: chat.retry,
          onDiscard: chat.discard,
          ...dataOf('mc-region', 'transcript'),
        },
        own,
      ),
    getConnectionStatusProps: (own) =>
      mergeProps<ConnectionStatusProps>(
        {
          connection: calm.connection,
          pendingCount: unsent.length - failed.length,
          failedCount: failed.length,
          onReconnect: () => {
            calm.showNow()
            chat.reconnect()
          },
          onRetryAll: () => failed.forEach(({ key }) => chat.retry(key)),
          onDiscardAll: () => failed.forEach(({ key }) => chat.discard(key)),
        },
        own,
      ),
    getTypingIndicatorProps: (own) => mergeProps<TypingIndicatorProps>({ users: chat.typingUsers }, own),
    getComposerProps: (own) =>
      mergeProps<MessageInputProps>(
        {
          handle: composer,
          dropZone: false,
          placeholder: refusal
            ? strings.mayNotWrite
            : strings.writeMessageTo(targetUser ? shortName(targetUser) : name),
          disabled: refusal !== undefined,
          defaultValue: chat.draft,
          onChange: chat.setDraft,
          beforeSend: mayGo,
          onSend: chat.sendMessage,
          onSendFile: chat.sendFile,
          onTyping,
          ...dataOf('mc-region', 'composer'),
        },
        own,
      ),
    getConfirmSendProps: (own) => {
      if (!confirm.pending) throw new Error('Nothing is to be confirmed: render ConfirmSend only while `isConfirming`.')
      return mergeProps<ConfirmSendProps>(
        {
          ...confirm.pending,
          patientContext,
          onConfirm: () => confirm.answer(true),
          onCancel: () => confirm.answer(false),
        },
        own,
      )
    },
    getAnnouncerProps: (own) =>
      mergeProps<ChatAnnouncerProps>(
        {
          messages: chat.messages,
          currentUserId: currentUser.id,
          ready: chat.history.status === 'ready',
          typingUsers: chat.typingUsers,
          connection: chat.connection,
          failedCount: failed.length,
        },
        own,
      ),
  }
}

const NONE: readonly ChatEntry[] = []

/** A `data-` attribute: JSX takes any, object types know none. */
function dataOf(name: string, value: string): object {
  return { [`data-${name}`]: value }
}

/** A refusal that nothing the reader does here can change: not allowed, no such room, no such person. */
function refusalCode(code: string | undefined): ErrorCode | undefined {
  return code === 'WS_002' || code === 'WS_005' || code === 'WS_006' ? code : undefined
}
