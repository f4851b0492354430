import type { ErrorCode } from '@mediconnect/protocol'
import type { Strings } from '../strings.ts'
import { createWording } from '../wording.ts'

/** Spanish, addressing the reader as usted. */
export function spanish(tag = 'es'): Strings {
  const { number, count, list, name } = createWording<'one' | 'other'>(tag)
  const listOf = (names: readonly string[]) =>
    names.length > 2 ? `${name(names[0] ?? '')} y ${number(names.length - 1)} personas más` : list(names)

  return {
    roles: {
      doctor: 'Médico/a',
      patient: 'Paciente',
      staff: 'Equipo asistencial',
      admin: 'Administración',
    },
    presence: { online: 'En línea', away: 'Ausente', busy: 'Ocupado/a', offline: 'Sin conexión' },
    lastSeen: (when) => `Última conexión: ${when}`,
    members: (total) => count(total, { one: '# integrante', other: '# integrantes' }),

    today: 'Hoy',
    yesterday: 'Ayer',
    justNow: 'ahora mismo',

    conversation: (other) => `Conversación con ${name(other)}`,
    messages: 'Mensajes',
    newMessages: (total) => count(total, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
    arrived: (total, names) =>
      `${count(total, { one: 'Mensaje nuevo', other: '# mensajes nuevos' })} de ${listOf(names)}`,
    unreadFromHere: 'Mensajes nuevos',
    jumpToLatest: 'Ir al último mensaje',
    jumpBack: 'Volver a donde estaba',
    loadOlder: 'Mostrar mensajes anteriores',
    gap: (missing) => count(missing, { one: 'No se muestra # mensaje', other: 'No se muestran # mensajes' }),
    loadGap: 'Mostrarlos',
    loadingGap: 'Cargando…',
    loadingOlder: 'Cargando mensajes anteriores…',
    loadingMessages: 'Cargando mensajes…',
    startOfConversation: 'Aquí empieza la conversación',
    emptyTitle: 'Aún no hay mensajes',
    emptyText: (other) => (other ? `Escriba el primer mensaje a ${name(other)}.` : 'Escriba el primer mensaje.'),
    loadFailedTitle: 'No se pudieron cargar los mensajes',
    loadFailedText: 'Compruebe su conexión e inténtelo de nuevo.',
    tryAgain: 'Reintentar',

    you: 'Usted',
    messageLabel: (sender, time) => `${name(sender)}, ${time}`,
    delivery: {
      queued: 'Pendiente de envío',
      sending: 'Enviando',
      sent: 'Enviado',
      delivered: 'Entregado',
      read: 'Leído',
      failed: 'No enviado',
    },
    retry: 'Reintentar',
    discard: 'Descartar',
    uploading: (percent) => `Subiendo, ${percent}`,

    image: 'Imagen',
    openImage: (file) => `Abrir ${name(file)}`,
    close: 'Cerrar',
    imageFailed: 'No se pudo cargar la imagen',
    loadingAttachment: 'Cargando…',
    attachmentFailed: 'No se pudo cargar',
    file: 'Archivo',
    download: (file) => `Descargar ${name(file)}`,
    voiceMessage: 'Mensaje de voz',
    play: 'Reproducir',
    pause: 'Pausar',
    seek: 'Posición',
    voiceTime: (position, total) => `${position} de ${total}`,

    messageActions: 'Acciones del mensaje',
    copyText: 'Copiar el texto',
    copied: 'Copiado',
    copyFailed: 'No se pudo copiar el texto',

    typing: (names) =>
      names.length > 2
        ? 'Varias personas están escribiendo'
        : `${list(names)} ${names.length === 1 ? 'está' : 'están'} escribiendo`,
    typingShort: 'escribiendo…',

    writeMessage: 'Escriba un mensaje',
    writeMessageTo: (other) => `Mensaje para ${name(other)}`,
    mayNotWrite: 'No puede escribir aquí',
    send: 'Enviar',
    attach: 'Adjuntar un archivo',
    attachments: 'Archivos adjuntos',
    removeAttachment: (file) => `Quitar ${name(file)}`,
    dropFiles: 'Suelte aquí para adjuntar',
    fileTooLarge: (file, limit) => `${name(file)} es demasiado grande. Los archivos pueden tener hasta ${limit}.`,
    fileEmpty: (file) => `${name(file)} está vacío.`,
    record: 'Grabar un mensaje de voz',
    recording: 'Grabando',
    recordingTime: (time) => `Grabando, ${time}`,
    askingForMicrophone: 'Esperando el micrófono…',
    discardRecording: 'Descartar la grabación',
    sendRecording: 'Enviar mensaje de voz',
    microphoneDenied:
      'El micrófono está bloqueado. Permítalo en los ajustes del sitio de su navegador e inténtelo de nuevo.',
    microphoneMissing: 'No se encontró ningún micrófono. Conecte uno e inténtelo de nuevo.',
    microphoneUnsupported: 'Este navegador no puede grabar mensajes de voz.',
    microphoneFailed: 'No se pudo iniciar la grabación. Es posible que otra aplicación esté usando el micrófono.',
    dismiss: 'Descartar aviso',

    lettersLeft: (total) =>
      total < 0
        ? count(-total, { one: 'Sobra # carácter', other: 'Sobran # caracteres' })
        : count(total, { one: 'Queda # carácter', other: 'Quedan # caracteres' }),
    textTooLong: (limit) =>
      `Este mensaje es demasiado largo. Se pueden enviar hasta ${number(limit)} caracteres a la vez: acórtelo o envíelo por partes.`,
    folderRefused: (folder) => `${name(folder)} es una carpeta. Adjunte los archivos que contiene.`,
    fileNotAccepted: (file) => `${name(file)} es de un tipo de archivo que no se puede enviar aquí.`,
    tooManyFiles: (limit) =>
      count(limit, {
        one: 'Solo se puede enviar # archivo a la vez. Los demás no se adjuntaron.',
        other: 'Se pueden enviar hasta # archivos a la vez. Los demás no se adjuntaron.',
      }),
    pauseRecording: 'Pausar la grabación',
    resumeRecording: 'Continuar la grabación',
    recordingPaused: 'Grabación en pausa',
    recordingFull: (limit) => `Se alcanzó la duración máxima de ${limit}. Envíe o descarte la grabación.`,
    recordingLost: 'El micrófono se desconectó. Envíe o descarte la grabación.',
    partNotLoaded: 'No se pudo cargar. Compruebe su conexión e inténtelo de nuevo.',
    emoji: 'Emojis',
    emojiGroups: { faces: 'Caras', unwell: 'Salud', people: 'Personas', life: 'Vida diaria', signs: 'Símbolos' },

    cancelUpload: (file) => `Cancelar el envío de ${name(file)}`,
    fileType: (extension) => name(extension.toUpperCase()),
    sendFailure: (code) => sendFailures[code],
    playbackSpeed: (speed) => `Velocidad: ${number(speed)}×`,
    speed: (speed) => `${number(speed)}×`,
    actualSize: 'Tamaño real',

    connecting: 'Conectando…',
    reconnecting: 'Reconectando…',
    connected: 'Conectado',
    catchingUp: 'Recuperando los mensajes pendientes…',
    offline: 'Sin conexión',
    retryIn: (seconds) => (seconds <= 0 ? 'Reintentando…' : `Nuevo intento en ${number(seconds)} s`),
    tryNow: 'Intentar ahora',
    stopped: 'Desconectado',
    notOpen: 'Esta conversación no está disponible para usted',
    stoppedReason: (code) => stoppedReasons[code],
    reconnect: 'Volver a conectar',
    waiting: (total) =>
      count(total, {
        one: '# mensaje se enviará cuando vuelva la conexión',
        other: '# mensajes se enviarán cuando vuelva la conexión',
      }),
    notSent: (total) => count(total, { one: 'No se envió # mensaje', other: 'No se enviaron # mensajes' }),
    retryAll: 'Reintentar todos',
    discardAll: 'Descartar todos',

    rooms: 'Conversaciones',
    roomsFailedTitle: 'No se pudieron cargar las conversaciones',
    noRoomsTitle: 'Aún no hay conversaciones',
    noRoomsText: 'Aquí aparecerán sus conversaciones con pacientes y colegas.',
    noMessagesYet: 'Aún no hay mensajes',
    unread: (total) => `${number(total)} sin leer`,
    preview: (sender, text) => `${name(sender)}: ${name(text)}`,
    group: 'Grupo',

    notifications: 'Notificaciones',
    notificationsButton: (unread) => (unread === 0 ? 'Notificaciones' : `Notificaciones, ${number(unread)} sin leer`),
    notificationTypes: {
      appointment: 'Citas',
      message: 'Mensajes',
      medical_record: 'Historia clínica',
      system: 'Sistema',
      billing: 'Facturación',
    },
    allTypes: 'Todas',
    filterByType: 'Filtrar por tipo',
    priorities: {
      critical: 'Crítica',
      high: 'Prioridad alta',
      medium: 'Prioridad normal',
      low: 'Prioridad baja',
    },
    markRead: 'Marcar como leída',
    markAllRead: 'Marcar todas como leídas',
    deleteAll: 'Eliminar todas',
    cancel: 'Cancelar',
    loadMore: 'Mostrar más',
    loadingNotifications: 'Cargando notificaciones…',
    noNotificationsTitle: 'Está al día',
    noNotificationsText: 'Aquí aparecerán las citas, los resultados y los mensajes que requieran su atención.',
    notificationsFailedTitle: 'No se pudieron cargar las notificaciones',
    unreadNotification: 'Sin leer',
    openNotification: 'Abrir',
    acknowledge: 'Confirmar lectura',
    toastRegion: 'Notificaciones nuevas',

    confirmDiscardAll: (total) =>
      count(total, {
        one: '¿Descartar este mensaje? No se podrá recuperar.',
        other: '¿Descartar # mensajes? No se podrán recuperar.',
      }),
    keepAll: 'Conservar',

    aboutRecipient: 'Datos del paciente',

    people: (total) => count(total, { one: '# persona', other: '# personas' }),
    sendTo: (other) => `¿Enviar a ${name(other)}?`,
    readBy: (people) => `Esto será leído por ${people}`,
    goBack: 'Volver',
    sendNow: 'Enviar',

    filterByPriority: 'Filtrar por prioridad',
    allPriorities: 'Cualquier prioridad',
    newNotifications: (total) => count(total, { one: '# nueva', other: '# nuevas' }),
    moreNotifications: (total) => `${number(total)} más`,
    nothingMatchesTitle: 'No hay nada con este filtro',
    showAllNotifications: 'Mostrar todas las notificaciones',
    notificationsOffline: 'No tiene conexión. Las notificaciones nuevas aparecerán cuando vuelva la conexión.',
    deleted: 'Notificaciones eliminadas',
    deleting: 'Eliminando…',
    undo: 'Deshacer',
    notDeleted: {
      arrival: 'Ha llegado algo nuevo, así que no se eliminó nada.',
      offline: 'Sin conexión no se elimina nada.',
      refused: 'Este servidor no elimina notificaciones.',
    },
    acknowledgeFirst: (critical) =>
      count(critical, {
        one: 'Confirme primero la lectura de la notificación crítica.',
        other: 'Confirme primero la lectura de las # notificaciones críticas.',
      }),
    hiddenNotification: {
      appointment: 'Sobre una cita',
      message: 'Mensaje nuevo',
      medical_record: 'Sobre una historia clínica',
      system: 'Sobre el sistema',
      billing: 'Sobre una factura',
    },
    notificationFrom: (sender) => `Mensaje nuevo de ${name(sender)}`,
    showText: 'Mostrar',
    notificationSettings: 'Ajustes de notificaciones',
    backgroundNotifications: 'Mostrar notificaciones cuando esta pestaña esté en segundo plano',
    backgroundNotificationsDetail: {
      default: 'Su navegador le pedirá permiso.',
      granted: 'Su navegador lo permite.',
      denied: 'Su navegador lo bloquea. Permita en sus ajustes las notificaciones de este sitio.',
      unsupported: 'Este navegador no puede mostrar notificaciones.',
    },
    notificationSound: 'Reproducir un sonido',
    quietHours: 'Horas de silencio',
    quietHoursDetail: 'Solo le interrumpen las notificaciones críticas.',
    quietFrom: 'Desde',
    quietTo: 'Hasta',
    quietNow: 'Horas de silencio: solo le interrumpen las notificaciones críticas.',
  }
}

const stoppedReasons: Readonly<Record<ErrorCode, string>> = {
  WS_001: 'Su sesión ha finalizado. Inicie sesión de nuevo para continuar.',
  WS_002: 'No tiene acceso a esta conversación.',
  WS_003: 'En este momento no se pueden entregar mensajes.',
  WS_004: 'Esta página no está actualizada. Vuelva a cargarla.',
  WS_005: 'Esta conversación no existe.',
  WS_006: 'No se encontró a esta persona.',
  WS_007: 'Hay demasiados dispositivos con la sesión iniciada. Cierre uno y vuelva a conectar.',
  WS_008: 'La conexión tardó demasiado.',
  WS_009: 'El servicio no está disponible en este momento.',
  WS_010: 'Un mensaje era demasiado grande para enviarlo.',
}

const sendFailures: Partial<Record<ErrorCode, string>> = {
  WS_001: 'Su sesión ha finalizado. Inicie sesión de nuevo y vuelva a enviar el mensaje.',
  WS_002: 'Ya no puede escribir en esta conversación.',
  WS_003: 'No se pudo entregar.',
  WS_004: 'El servidor no pudo leerlo.',
  WS_005: 'Esta conversación ya no existe.',
  WS_006: 'No se encontró a esta persona.',
  WS_007: 'Demasiados mensajes a la vez. Espere un momento y vuelva a enviarlo.',
  WS_010: 'Es demasiado grande para enviarlo.',
}
