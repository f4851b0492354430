import type { ErrorCode } from '@mediconnect/protocol'
import type { Strings } from '../strings.ts'
import { createWording } from '../wording.ts'

/** German, addressing the reader as Sie. */
export function german(tag = 'de'): Strings {
  const { number, count, list, name } = createWording<'one' | 'other'>(tag)
  const listOf = (names: readonly string[]) =>
    names.length > 2 ? `${name(names[0] ?? '')} und ${number(names.length - 1)} weiteren` : list(names)

  return {
    roles: {
      doctor: 'Ärztin/Arzt',
      patient: 'Patient/in',
      staff: 'Behandlungsteam',
      admin: 'Verwaltung',
    },
    presence: { online: 'Erreichbar', away: 'Abwesend', busy: 'Beschäftigt', offline: 'Nicht erreichbar' },
    lastSeen: (when) => `Zuletzt aktiv: ${when}`,
    members: (total) => count(total, { one: '# Mitglied', other: '# Mitglieder' }),

    today: 'Heute',
    yesterday: 'Gestern',
    justNow: 'gerade eben',

    conversation: (other) => `Unterhaltung mit ${name(other)}`,
    messages: 'Nachrichten',
    newMessages: (total) => count(total, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
    arrived: (total, names) =>
      `${count(total, { one: 'Neue Nachricht', other: '# neue Nachrichten' })} von ${listOf(names)}`,
    unreadFromHere: 'Neue Nachrichten',
    jumpToLatest: 'Zur neuesten Nachricht',
    jumpBack: 'Zurück zur vorherigen Stelle',
    loadOlder: 'Frühere Nachrichten anzeigen',
    gap: (missing) =>
      count(missing, { one: '# Nachricht wird nicht angezeigt', other: '# Nachrichten werden nicht angezeigt' }),
    loadGap: 'Anzeigen',
    loadingGap: 'Wird geladen…',
    loadingOlder: 'Frühere Nachrichten werden geladen…',
    loadingMessages: 'Nachrichten werden geladen…',
    startOfConversation: 'Hier beginnt die Unterhaltung',
    emptyTitle: 'Noch keine Nachrichten',
    emptyText: (other) =>
      other ? `Schreiben Sie die erste Nachricht an ${name(other)}.` : 'Schreiben Sie die erste Nachricht.',
    loadFailedTitle: 'Die Nachrichten konnten nicht geladen werden',
    loadFailedText: 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
    tryAgain: 'Erneut versuchen',

    you: 'Sie',
    messageLabel: (sender, time) => `${name(sender)}, ${time}`,
    delivery: {
      queued: 'Wartet auf den Versand',
      sending: 'Wird gesendet',
      sent: 'Gesendet',
      delivered: 'Zugestellt',
      read: 'Gelesen',
      failed: 'Nicht gesendet',
    },
    retry: 'Erneut senden',
    discard: 'Verwerfen',
    uploading: (percent) => `Wird hochgeladen, ${percent}`,

    image: 'Bild',
    openImage: (file) => `${name(file)} öffnen`,
    close: 'Schließen',
    imageFailed: 'Das Bild konnte nicht geladen werden',
    loadingAttachment: 'Wird geladen…',
    attachmentFailed: 'Konnte nicht geladen werden',
    file: 'Datei',
    download: (file) => `${name(file)} herunterladen`,
    voiceMessage: 'Sprachnachricht',
    play: 'Abspielen',
    pause: 'Anhalten',
    seek: 'Stelle',
    voiceTime: (position, total) => `${position} von ${total}`,

    messageActions: 'Aktionen für diese Nachricht',
    copyText: 'Text kopieren',
    copied: 'Kopiert',
    copyFailed: 'Der Text konnte nicht kopiert werden',

    typing: (names) =>
      names.length > 2
        ? 'Mehrere Personen schreiben'
        : `${list(names)} ${names.length === 1 ? 'schreibt' : 'schreiben'}`,
    typingShort: 'schreibt…',

    writeMessage: 'Nachricht schreiben',
    writeMessageTo: (other) => `Nachricht an ${name(other)}`,
    mayNotWrite: 'Sie können hier nicht schreiben',
    send: 'Senden',
    attach: 'Datei anhängen',
    attachments: 'Anhänge',
    removeAttachment: (file) => `${name(file)} entfernen`,
    dropFiles: 'Zum Anhängen hier ablegen',
    fileTooLarge: (file, limit) => `${name(file)} ist zu groß. Dateien dürfen höchstens ${limit} groß sein.`,
    fileEmpty: (file) => `${name(file)} ist leer.`,
    record: 'Sprachnachricht aufnehmen',
    recording: 'Aufnahme',
    recordingTime: (time) => `Aufnahme, ${time}`,
    askingForMicrophone: 'Warten auf das Mikrofon…',
    discardRecording: 'Aufnahme verwerfen',
    sendRecording: 'Sprachnachricht senden',
    microphoneDenied:
      'Das Mikrofon ist gesperrt. Erlauben Sie es in den Website-Einstellungen Ihres Browsers und versuchen Sie es erneut.',
    microphoneMissing: 'Es wurde kein Mikrofon gefunden. Schließen Sie eines an und versuchen Sie es erneut.',
    microphoneUnsupported: 'Dieser Browser kann keine Sprachnachrichten aufnehmen.',
    microphoneFailed:
      'Die Aufnahme konnte nicht gestartet werden. Möglicherweise verwendet eine andere Anwendung das Mikrofon.',
    dismiss: 'Ausblenden',

    lettersLeft: (total) => (total < 0 ? `${number(-total)} Zeichen zu viel` : `Noch ${number(total)} Zeichen`),
    textTooLong: (limit) =>
      `Diese Nachricht ist zu lang. Auf einmal können höchstens ${number(limit)} Zeichen gesendet werden: Kürzen Sie die Nachricht oder senden Sie sie in Teilen.`,
    folderRefused: (folder) => `${name(folder)} ist ein Ordner. Hängen Sie stattdessen die Dateien daraus an.`,
    fileNotAccepted: (file) => `${name(file)} hat einen Dateityp, der hier nicht gesendet werden kann.`,
    tooManyFiles: (limit) =>
      count(limit, {
        one: 'Auf einmal kann nur # Datei gesendet werden. Die übrigen wurden nicht angehängt.',
        other: 'Auf einmal können höchstens # Dateien gesendet werden. Die übrigen wurden nicht angehängt.',
      }),
    pauseRecording: 'Aufnahme anhalten',
    resumeRecording: 'Aufnahme fortsetzen',
    recordingPaused: 'Aufnahme angehalten',
    recordingFull: (limit) => `Die Höchstdauer von ${limit} ist erreicht. Senden oder verwerfen Sie die Aufnahme.`,
    recordingLost: 'Das Mikrofon wurde getrennt. Senden oder verwerfen Sie die Aufnahme.',
    partNotLoaded: 'Das konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
    emoji: 'Emoji',
    emojiGroups: { faces: 'Gesichter', unwell: 'Gesundheit', people: 'Menschen', life: 'Alltag', signs: 'Symbole' },

    cancelUpload: (file) => `Senden von ${name(file)} abbrechen`,
    fileType: (extension) => name(extension.toUpperCase()),
    sendFailure: (code) => sendFailures[code],
    playbackSpeed: (speed) => `Geschwindigkeit: ${number(speed)}×`,
    speed: (speed) => `${number(speed)}×`,
    actualSize: 'Originalgröße',

    connecting: 'Verbindung wird hergestellt…',
    reconnecting: 'Verbindung wird wiederhergestellt…',
    connected: 'Verbunden',
    catchingUp: 'Verpasste Nachrichten werden geladen…',
    offline: 'Keine Verbindung',
    retryIn: (seconds) => (seconds <= 0 ? 'Neuer Versuch…' : `Neuer Versuch in ${number(seconds)} s`),
    tryNow: 'Jetzt versuchen',
    stopped: 'Getrennt',
    notOpen: 'Diese Unterhaltung steht Ihnen nicht offen',
    stoppedReason: (code) => stoppedReasons[code],
    reconnect: 'Neu verbinden',
    waiting: (total) =>
      count(total, {
        one: '# Nachricht wird gesendet, sobald die Verbindung wieder besteht',
        other: '# Nachrichten werden gesendet, sobald die Verbindung wieder besteht',
      }),
    notSent: (total) =>
      count(total, { one: '# Nachricht wurde nicht gesendet', other: '# Nachrichten wurden nicht gesendet' }),
    retryAll: 'Alle erneut senden',
    discardAll: 'Alle verwerfen',

    rooms: 'Unterhaltungen',
    roomsFailedTitle: 'Die Unterhaltungen konnten nicht geladen werden',
    noRoomsTitle: 'Noch keine Unterhaltungen',
    noRoomsText: 'Hier erscheinen Ihre Unterhaltungen mit Patientinnen, Patienten und dem Kollegium.',
    noMessagesYet: 'Noch keine Nachrichten',
    unread: (total) => `${number(total)} ungelesen`,
    preview: (sender, text) => `${name(sender)}: ${name(text)}`,
    group: 'Gruppe',

    notifications: 'Benachrichtigungen',
    notificationsButton: (unread) =>
      unread === 0 ? 'Benachrichtigungen' : `Benachrichtigungen, ${number(unread)} ungelesen`,
    notificationTypes: {
      appointment: 'Termine',
      message: 'Nachrichten',
      medical_record: 'Befunde',
      system: 'System',
      billing: 'Abrechnung',
    },
    allTypes: 'Alle',
    filterByType: 'Nach Art filtern',
    priorities: {
      critical: 'Kritisch',
      high: 'Hohe Priorität',
      medium: 'Normale Priorität',
      low: 'Niedrige Priorität',
    },
    markRead: 'Als gelesen markieren',
    markAllRead: 'Alle als gelesen markieren',
    deleteAll: 'Alle löschen',
    cancel: 'Abbrechen',
    loadMore: 'Mehr anzeigen',
    loadingNotifications: 'Benachrichtigungen werden geladen…',
    noNotificationsTitle: 'Sie sind auf dem neuesten Stand',
    noNotificationsText: 'Hier erscheinen Termine, Befunde und Nachrichten, die Sie brauchen.',
    notificationsFailedTitle: 'Die Benachrichtigungen konnten nicht geladen werden',
    unreadNotification: 'Ungelesen',
    openNotification: 'Öffnen',
    acknowledge: 'Zur Kenntnis genommen',
    toastRegion: 'Neue Benachrichtigungen',

    confirmDiscardAll: (total) =>
      count(total, {
        one: 'Diese Nachricht verwerfen? Sie lässt sich nicht wiederherstellen.',
        other: '# Nachrichten verwerfen? Sie lassen sich nicht wiederherstellen.',
      }),
    keepAll: 'Behalten',

    aboutRecipient: 'Angaben zur Patientin oder zum Patienten',

    people: (total) => count(total, { one: '# Person', other: '# Personen' }),
    sendTo: (other) => `An ${name(other)} senden?`,
    readBy: (people) => `Dies wird von ${people} gelesen`,
    goBack: 'Zurück',
    sendNow: 'Senden',

    filterByPriority: 'Nach Priorität filtern',
    allPriorities: 'Jede Priorität',
    newNotifications: (total) => `${number(total)} neue`,
    moreNotifications: (total) => `${number(total)} weitere`,
    nothingMatchesTitle: 'Zu diesem Filter gibt es nichts',
    showAllNotifications: 'Alle Benachrichtigungen anzeigen',
    notificationsOffline: 'Sie sind offline. Neue Benachrichtigungen erscheinen, sobald die Verbindung wieder besteht.',
    deleted: 'Benachrichtigungen gelöscht',
    deleting: 'Wird gelöscht…',
    undo: 'Rückgängig machen',
    notDeleted: {
      arrival: 'Es ist etwas Neues eingetroffen, deshalb wurde nichts gelöscht.',
      offline: 'Ohne Verbindung wird nichts gelöscht.',
      refused: 'Dieser Server löscht keine Benachrichtigungen.',
    },
    acknowledgeFirst: (critical) =>
      count(critical, {
        one: 'Nehmen Sie zuerst die kritische Benachrichtigung zur Kenntnis.',
        other: 'Nehmen Sie zuerst die # kritischen Benachrichtigungen zur Kenntnis.',
      }),
    hiddenNotification: {
      appointment: 'Zu einem Termin',
      message: 'Neue Nachricht',
      medical_record: 'Zu einem Befund',
      system: 'Zum System',
      billing: 'Zu einer Rechnung',
    },
    notificationFrom: (sender) => `Neue Nachricht von ${name(sender)}`,
    showText: 'Anzeigen',
    notificationSettings: 'Einstellungen für Benachrichtigungen',
    backgroundNotifications: 'Benachrichtigungen anzeigen, wenn dieser Tab im Hintergrund ist',
    backgroundNotificationsDetail: {
      default: 'Ihr Browser wird Sie um Erlaubnis bitten.',
      granted: 'Ihr Browser erlaubt es.',
      denied: 'Ihr Browser blockiert es. Erlauben Sie Benachrichtigungen für diese Website in seinen Einstellungen.',
      unsupported: 'Dieser Browser kann keine Benachrichtigungen anzeigen.',
    },
    notificationSound: 'Ton abspielen',
    quietHours: 'Ruhezeiten',
    quietHoursDetail: 'Nur kritische Benachrichtigungen unterbrechen Sie.',
    quietFrom: 'Von',
    quietTo: 'Bis',
    quietNow: 'Ruhezeit: Nur kritische Benachrichtigungen unterbrechen Sie.',
  }
}

const stoppedReasons: Readonly<Record<ErrorCode, string>> = {
  WS_001: 'Ihre Sitzung ist beendet. Melden Sie sich erneut an, um fortzufahren.',
  WS_002: 'Sie haben keinen Zugang zu dieser Unterhaltung.',
  WS_003: 'Nachrichten können zurzeit nicht zugestellt werden.',
  WS_004: 'Diese Seite ist veraltet. Laden Sie sie neu.',
  WS_005: 'Diese Unterhaltung gibt es nicht.',
  WS_006: 'Diese Person wurde nicht gefunden.',
  WS_007: 'Es sind zu viele Geräte angemeldet. Schließen Sie eines und verbinden Sie sich neu.',
  WS_008: 'Der Verbindungsaufbau hat zu lange gedauert.',
  WS_009: 'Der Dienst ist zurzeit nicht verfügbar.',
  WS_010: 'Eine Nachricht war zu groß zum Senden.',
}

const sendFailures: Partial<Record<ErrorCode, string>> = {
  WS_001: 'Ihre Sitzung ist beendet. Melden Sie sich erneut an und senden Sie die Nachricht dann noch einmal.',
  WS_002: 'Sie dürfen in dieser Unterhaltung nicht mehr schreiben.',
  WS_003: 'Sie konnte nicht zugestellt werden.',
  WS_004: 'Der Server konnte sie nicht lesen.',
  WS_005: 'Diese Unterhaltung gibt es nicht mehr.',
  WS_006: 'Diese Person wurde nicht gefunden.',
  WS_007: 'Zu viele Nachrichten auf einmal. Warten Sie einen Moment und senden Sie sie dann erneut.',
  WS_010: 'Sie ist zu groß zum Senden.',
}
