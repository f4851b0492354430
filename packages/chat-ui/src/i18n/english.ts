import { actionsStrings } from './english/actions.ts'
import { announcementsStrings } from './english/announcements.ts'
import { attachmentsStrings } from './english/attachments.ts'
import { bellStrings } from './english/bell.ts'
import { chatWindowStrings } from './english/chatWindow.ts'
import { clockStrings } from './english/clock.ts'
import { composerStrings } from './english/composer.ts'
import { confirmStrings } from './english/confirm.ts'
import { connectionStrings } from './english/connection.ts'
import { emojiStrings } from './english/emoji.ts'
import { failureStrings } from './english/failure.ts'
import { kindsStrings } from './english/kinds.ts'
import { messageStrings } from './english/message.ts'
import { messageMenuStrings } from './english/messageMenu.ts'
import { notificationListStrings } from './english/notificationList.ts'
import { notificationSettingsStrings } from './english/notificationSettings.ts'
import { peopleStrings } from './english/people.ts'
import { privacyStrings } from './english/privacy.ts'
import { recorderStrings } from './english/recorder.ts'
import { roomsStrings } from './english/rooms.ts'
import { toastsStrings } from './english/toasts.ts'
import { transcriptStrings } from './english/transcript.ts'
import { unreadStrings } from './english/unread.ts'
import { voiceStrings } from './english/voice.ts'
import type { Strings } from './strings.ts'

/** The English strings: the default. Each part brings those it needs of them by itself. */
export const english: Strings = {
  ...unreadStrings,
  ...clockStrings,
  ...actionsStrings,
  ...peopleStrings,
  ...chatWindowStrings,
  ...transcriptStrings,
  ...announcementsStrings,
  ...messageStrings,
  ...failureStrings,
  ...messageMenuStrings,
  ...kindsStrings,
  ...attachmentsStrings,
  ...voiceStrings,
  ...composerStrings,
  ...recorderStrings,
  ...emojiStrings,
  ...connectionStrings,
  ...confirmStrings,
  ...roomsStrings,
  ...bellStrings,
  ...privacyStrings,
  ...toastsStrings,
  ...notificationListStrings,
  ...notificationSettingsStrings,
}
