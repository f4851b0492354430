import type { ChatEntry, ErrorCode, User } from '@mediconnect/protocol'
import { useAttachmentUrl, useChat, usePresence } from '@mediconnect/ws-react'
import { forwardRef, useMemo, useState, type ComponentPropsWithoutRef, type ForwardedRef, type ReactNode } from 'react'
import { Announcer } from '../../a11y/Announcer.tsx'
import { ChatAnnouncer } from '../../a11y/ChatAnnouncer.tsx'
import { useRegionKeys } from '../../a11y/useRegionKeys.ts'
import { AttachmentSourceContext } from '../../attachments/AttachmentSourceContext.ts'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Notice } from '../../theme/Notice.tsx'
import { cx } from '../../theme/cx.ts'
import { displayName, shortName } from '../../users/names.ts'
import { ChatHeader } from '../ChatHeader/ChatHeader.tsx'
import { ConnectionStatus } from '../ConnectionStatus/ConnectionStatus.tsx'
import { MessageInput } from '../MessageInput/MessageInput.tsx'
import { MessageList } from '../MessageList/MessageList.tsx'
import { TypingIndicator } from '../TypingIndicator/TypingIndicator.tsx'
import { useMarkRead } from './useMarkRead.ts'

export interface ChatWindowProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'title'> {
  readonly roomName: string
  readonly currentUser: User
  /** The other one, in a room of two. */
  readonly targetUser?: User
  /** The group's name, where there is no one other. */
  readonly title?: string
  /** How many are in the group, for the line under its name. */
  readonly memberCount?: number
  /** Stands instead of the header; `null` for none. */
  readonly header?: ReactNode
  /** In the header before the name, such as a way back on a phone. */
  readonly headerLeading?: ReactNode
  /** In the header after the name. */
  readonly headerActions?: ReactNode
}

/** A whole conversation, live. Must be used inside `<RealtimeProvider>`; fills the height it is given. */
export const ChatWindow = forwardRef<HTMLElement, ChatWindowProps>(function ChatWindow(props, ref) {
  // A room begins with nothing of another: no scroll position, no recording.
  return (
    <Announcer>
      <Room key={props.roomName} {...props} sectionRef={ref} />
    </Announcer>
  )
})

interface RoomProps extends ChatWindowProps {
  readonly sectionRef: ForwardedRef<HTMLElement>
}

function Room({ sectionRef, roomName, currentUser, targetUser, title, memberCount, ...props }: RoomProps) {
  const { header, headerLeading, headerActions, className, ...rest } = props
  const { strings } = useLocale()
  const chat = useChat(roomName)
  const { presence } = usePresence(targetUser ? [targetUser.id] : [])
  const [endVisible, setEndVisible] = useState(true)
  const regionKeys = useRegionKeys()
  const name = targetUser ? displayName(targetUser) : (title ?? strings.group)
  // In a room of two a third person may write, such as an admin: nobody must be taken for another.
  const showSenders = useMemo(
    () =>
      !targetUser || chat.messages.some(({ sender }) => sender.id !== currentUser.id && sender.id !== targetUser.id),
    [chat.messages, currentUser.id, targetUser],
  )
  const failed = chat.messages.filter((entry) => entry.state === 'failed')
  const refusal = chat.connection.status === 'stopped' ? refusalCode(chat.connection.code) : undefined
  useMarkRead(chat.messages, currentUser.id, chat.unreadCount, endVisible, chat.markRead)

  return (
    <AttachmentSourceContext.Provider value={useAttachmentUrl}>
      <section
        ref={sectionRef}
        className={cx('mc-chat-window', className)}
        aria-label={strings.conversation(name)}
        data-connection={chat.connection.status}
        {...regionKeys}
        {...rest}
      >
        {header === undefined ? (
          <ChatHeader
            data-mc-region="header"
            user={targetUser}
            presence={targetUser && presence[targetUser.id]}
            title={title}
            subtitle={memberCount !== undefined && strings.members(memberCount)}
            isTyping={targetUser !== undefined && chat.typingUsers.length > 0}
            leading={headerLeading}
            actions={headerActions}
          />
        ) : (
          header && <div data-mc-region="header">{header}</div>
        )}
        <div className="mc-chat-window__body">
          <MessageList
            data-mc-region="transcript"
            messages={chat.messages}
            currentUserId={currentUser.id}
            // Whoever is not let in is told so, not that the messages could not be loaded.
            status={refusal ? 'ready' : chat.history.status}
            onReload={chat.history.reload}
            hasOlder={chat.history.hasOlder}
            isLoadingOlder={chat.history.isLoadingOlder}
            onLoadOlder={chat.history.loadOlder}
            gaps={chat.gaps}
            onLoadGap={chat.loadGap}
            firstUnreadId={chat.firstUnreadId}
            showSenders={showSenders}
            empty={
              refusal ? (
                <Notice icon="alert" tone="danger" title={strings.notOpen} text={strings.stoppedReason(refusal)} />
              ) : (
                <Notice
                  icon="chat"
                  title={strings.emptyTitle}
                  text={strings.emptyText(targetUser && shortName(targetUser))}
                />
              )
            }
            onRetry={chat.retry}
            onDiscard={chat.discard}
            onEndVisibleChange={setEndVisible}
          />
          {!(refusal && chat.messages.length === 0) && (
            <ConnectionStatus
              className="mc-chat-window__connection"
              connection={chat.connection}
              pendingCount={chat.pendingCount - failed.length}
              failedCount={failed.length}
              onReconnect={chat.reconnect}
              onRetryAll={() => forEachKey(failed, chat.retry)}
              onDiscardAll={() => forEachKey(failed, chat.discard)}
            />
          )}
        </div>
        <div className="mc-chat-window__foot">
          <div className="mc-chat-window__typing">
            <TypingIndicator users={chat.typingUsers} />
          </div>
          <MessageInput
            data-mc-region="composer"
            placeholder={
              refusal ? strings.mayNotWrite : strings.writeMessageTo(targetUser ? shortName(targetUser) : name)
            }
            disabled={refusal !== undefined}
            defaultValue={chat.draft}
            onChange={chat.setDraft}
            onSend={(text) => {
              chat.setDraft('')
              chat.sendMessage(text)
            }}
            onSendFile={chat.sendFile}
            onTyping={(isTyping) => (isTyping ? chat.startTyping() : chat.stopTyping())}
          />
        </div>
        <ChatAnnouncer
          messages={chat.messages}
          currentUserId={currentUser.id}
          ready={chat.history.status === 'ready'}
          typingUsers={chat.typingUsers}
          connection={chat.connection}
          failedCount={failed.length}
        />
      </section>
    </AttachmentSourceContext.Provider>
  )
}

/** A refusal that nothing the reader does here can change: not allowed, no such room, no such person. */
function refusalCode(code: string | undefined): ErrorCode | undefined {
  return code === 'WS_002' || code === 'WS_005' || code === 'WS_006' ? code : undefined
}

function forEachKey(entries: readonly ChatEntry[], action: (key: string) => void): void {
  for (const { key } of entries) action(key)
}
