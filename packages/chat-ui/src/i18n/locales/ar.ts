import type { ErrorCode } from '@mediconnect/protocol'
import type { Strings } from '../strings.ts'
import { createWording } from '../wording.ts'

/** Arabic has a form for each of Intl's plural rules. */
type Form = Intl.LDMLPluralRule

/** Modern Standard Arabic, formal. The digits are those of the tag: "ar-EG" has its own, "ar-MA" the European ones. */
export function arabic(tag = 'ar'): Strings {
  const { number, count, list, name } = createWording<Form>(tag)
  const messagesOf = (total: number) =>
    count(total, {
      zero: 'لا رسائل',
      one: 'رسالة واحدة',
      two: 'رسالتان',
      few: '# رسائل',
      many: '# رسالة',
      other: '# رسالة',
    })
  const newMessages = (total: number) =>
    count(total, {
      zero: 'لا رسائل جديدة',
      one: 'رسالة جديدة',
      two: 'رسالتان جديدتان',
      few: '# رسائل جديدة',
      many: '# رسالة جديدة',
      other: '# رسالة جديدة',
    })
  const lettersOf = (total: number) =>
    count(total, {
      zero: 'لا أحرف',
      one: 'حرف واحد',
      two: 'حرفان',
      few: '# أحرف',
      many: '# حرفًا',
      other: '# حرف',
    })
  const filesOf = (total: number) =>
    count(total, {
      zero: 'لا ملفات',
      one: 'ملف واحد',
      two: 'ملفان',
      few: '# ملفات',
      many: '# ملفًا',
      other: '# ملف',
    })
  const listOf = (names: readonly string[]) =>
    names.length > 2
      ? `${name(names[0] ?? '')} و${count(names.length - 1, {
          zero: 'آخرين',
          one: 'شخص آخر',
          two: 'شخصين آخرين',
          few: '# أشخاص آخرين',
          many: '# شخصًا آخر',
          other: '# شخص آخر',
        })}`
      : list(names)

  return {
    roles: { doctor: 'طبيب', patient: 'مريض', staff: 'فريق الرعاية', admin: 'الإدارة' },
    presence: { online: 'متصل', away: 'بعيد', busy: 'مشغول', offline: 'غير متصل' },
    lastSeen: (when) => `آخر ظهور: ${when}`,
    members: (total) =>
      count(total, {
        zero: 'لا أعضاء',
        one: 'عضو واحد',
        two: 'عضوان',
        few: '# أعضاء',
        many: '# عضوًا',
        other: '# عضو',
      }),

    today: 'اليوم',
    yesterday: 'أمس',
    justNow: 'الآن',

    conversation: (other) => `محادثة مع ${name(other)}`,
    messages: 'الرسائل',
    newMessages,
    arrived: (total, names) => `${newMessages(total)} من ${listOf(names)}`,
    unreadFromHere: 'رسائل جديدة',
    jumpToLatest: 'الانتقال إلى أحدث رسالة',
    jumpBack: 'العودة إلى موضعك السابق',
    loadOlder: 'عرض الرسائل السابقة',
    gap: (missing) => `غير معروض: ${messagesOf(missing)}`,
    loadGap: 'عرضها',
    loadingGap: 'جارٍ التحميل…',
    loadingOlder: 'جارٍ تحميل الرسائل السابقة…',
    loadingMessages: 'جارٍ تحميل الرسائل…',
    startOfConversation: 'هذه بداية المحادثة',
    emptyTitle: 'لا توجد رسائل بعد',
    emptyText: (other) => (other ? `يمكنك كتابة الرسالة الأولى إلى ${name(other)}.` : 'يمكنك كتابة الرسالة الأولى.'),
    loadFailedTitle: 'تعذّر تحميل الرسائل',
    loadFailedText: 'يُرجى التحقق من الاتصال ثم إعادة المحاولة.',
    tryAgain: 'إعادة المحاولة',

    you: 'أنت',
    messageLabel: (sender, time) => `${name(sender)}، ${time}`,
    delivery: {
      queued: 'في انتظار الإرسال',
      sending: 'جارٍ الإرسال',
      sent: 'أُرسلت',
      delivered: 'تم التسليم',
      read: 'مقروءة',
      failed: 'لم تُرسل',
    },
    retry: 'إعادة الإرسال',
    discard: 'تجاهل',
    uploading: (percent) => `جارٍ الرفع، ${percent}`,

    image: 'صورة',
    openImage: (file) => `فتح ${name(file)}`,
    close: 'إغلاق',
    imageFailed: 'تعذّر تحميل الصورة',
    loadingAttachment: 'جارٍ التحميل…',
    attachmentFailed: 'تعذّر التحميل',
    file: 'ملف',
    download: (file) => `تنزيل ${name(file)}`,
    voiceMessage: 'رسالة صوتية',
    play: 'تشغيل',
    pause: 'إيقاف مؤقت',
    seek: 'الموضع',
    voiceTime: (position, total) => `${position} من ${total}`,

    messageActions: 'إجراءات الرسالة',
    copyText: 'نسخ النص',
    copied: 'تم النسخ',
    copyFailed: 'تعذّر نسخ النص',

    typing: (names) =>
      names.length > 2 ? 'عدة أشخاص يكتبون الآن' : `${list(names)} ${names.length === 1 ? 'يكتب' : 'يكتبان'} الآن`,
    typingShort: 'يكتب الآن…',

    writeMessage: 'كتابة رسالة',
    writeMessageTo: (other) => `رسالة إلى ${name(other)}`,
    mayNotWrite: 'لا يمكنك الكتابة هنا',
    send: 'إرسال',
    attach: 'إرفاق ملف',
    attachments: 'المرفقات',
    removeAttachment: (file) => `إزالة ${name(file)}`,
    dropFiles: 'إفلات الملفات هنا لإرفاقها',
    fileTooLarge: (file, limit) => `حجم ${name(file)} كبير جدًا. الحد الأقصى للملف هو ${limit}.`,
    fileEmpty: (file) => `الملف ${name(file)} فارغ.`,
    record: 'تسجيل رسالة صوتية',
    recording: 'جارٍ التسجيل',
    recordingTime: (time) => `جارٍ التسجيل، ${time}`,
    askingForMicrophone: 'في انتظار الميكروفون…',
    discardRecording: 'تجاهل التسجيل',
    sendRecording: 'إرسال الرسالة الصوتية',
    microphoneDenied: 'الميكروفون محظور. يُرجى السماح به في إعدادات الموقع في المتصفح ثم إعادة المحاولة.',
    microphoneMissing: 'لم يُعثر على ميكروفون. يُرجى توصيل ميكروفون ثم إعادة المحاولة.',
    microphoneUnsupported: 'لا يمكن لهذا المتصفح تسجيل الرسائل الصوتية.',
    microphoneFailed: 'تعذّر بدء التسجيل. قد يكون تطبيق آخر يستخدم الميكروفون.',
    dismiss: 'إخفاء',

    lettersLeft: (total) => (total < 0 ? `الزائد: ${lettersOf(-total)}` : `المتبقي: ${lettersOf(total)}`),
    textTooLong: (limit) =>
      `هذه الرسالة طويلة جدًا. الحد الأقصى للإرسال دفعة واحدة هو ${lettersOf(limit)}: يُرجى اختصارها أو إرسالها على أجزاء.`,
    folderRefused: (folder) => `${name(folder)} مجلد. يُرجى إرفاق الملفات التي بداخله بدلًا منه.`,
    fileNotAccepted: (file) => `لا يمكن إرسال ${name(file)} هنا لأن نوع هذا الملف غير مقبول.`,
    tooManyFiles: (limit) => `الحد الأقصى للإرسال دفعة واحدة هو ${filesOf(limit)}. لم تُرفق الملفات الأخرى.`,
    pauseRecording: 'إيقاف التسجيل مؤقتًا',
    resumeRecording: 'متابعة التسجيل',
    recordingPaused: 'التسجيل متوقف مؤقتًا',
    recordingFull: (limit) => `بلغ التسجيل المدة القصوى، وهي ${limit}. يُرجى إرساله أو تجاهله.`,
    recordingLost: 'انقطع الاتصال بالميكروفون. يُرجى إرسال التسجيل أو تجاهله.',
    partNotLoaded: 'تعذّر التحميل. يُرجى التحقق من الاتصال ثم إعادة المحاولة.',
    emoji: 'رموز تعبيرية',
    emojiGroups: { faces: 'وجوه', unwell: 'الصحة', people: 'أشخاص', life: 'الحياة اليومية', signs: 'علامات' },

    cancelUpload: (file) => `إلغاء إرسال ${name(file)}`,
    fileType: (extension) => name(extension.toUpperCase()),
    sendFailure: (code) => sendFailures[code],
    playbackSpeed: (speed) => `السرعة: ${name(`${number(speed)}×`)}`,
    speed: (speed) => name(`${number(speed)}×`),
    actualSize: 'الحجم الأصلي',

    connecting: 'جارٍ الاتصال…',
    reconnecting: 'جارٍ إعادة الاتصال…',
    connected: 'تم الاتصال',
    catchingUp: 'جارٍ استرجاع الرسائل الفائتة…',
    offline: 'لا يوجد اتصال',
    retryIn: (seconds) => (seconds <= 0 ? 'جارٍ إعادة المحاولة…' : `إعادة المحاولة خلال ${number(seconds)} ث`),
    tryNow: 'المحاولة الآن',
    stopped: 'انقطع الاتصال',
    notOpen: 'هذه المحادثة غير متاحة لك',
    stoppedReason: (code) => stoppedReasons[code],
    reconnect: 'إعادة الاتصال',
    waiting: (total) => `تُرسل عند عودة الاتصال: ${messagesOf(total)}`,
    notSent: (total) => `لم تُرسل: ${messagesOf(total)}`,
    retryAll: 'إعادة إرسال الكل',
    discardAll: 'تجاهل الكل',

    rooms: 'المحادثات',
    roomsFailedTitle: 'تعذّر تحميل المحادثات',
    noRoomsTitle: 'لا توجد محادثات بعد',
    noRoomsText: 'ستظهر هنا محادثاتك مع المرضى والزملاء.',
    noMessagesYet: 'لا توجد رسائل بعد',
    unread: (total) => `${number(total)} غير مقروءة`,
    preview: (sender, text) => `${name(sender)}: ${name(text)}`,
    group: 'مجموعة',

    notifications: 'الإشعارات',
    notificationsButton: (unread) => (unread === 0 ? 'الإشعارات' : `الإشعارات، ${number(unread)} غير مقروءة`),
    notificationTypes: {
      appointment: 'المواعيد',
      message: 'الرسائل',
      medical_record: 'السجلات',
      system: 'النظام',
      billing: 'الفواتير',
    },
    allTypes: 'الكل',
    filterByType: 'تصفية حسب النوع',
    priorities: {
      critical: 'حرجة',
      high: 'أولوية عالية',
      medium: 'أولوية عادية',
      low: 'أولوية منخفضة',
    },
    markRead: 'تحديد كمقروء',
    markAllRead: 'تحديد الكل كمقروء',
    deleteAll: 'حذف الكل',
    cancel: 'إلغاء',
    loadMore: 'عرض المزيد',
    loadingNotifications: 'جارٍ تحميل الإشعارات…',
    noNotificationsTitle: 'لا جديد لديك',
    noNotificationsText: 'ستظهر هنا المواعيد والنتائج والرسائل التي تحتاج إلى انتباهك.',
    notificationsFailedTitle: 'تعذّر تحميل الإشعارات',
    unreadNotification: 'غير مقروء',
    openNotification: 'فتح',
    acknowledge: 'تأكيد الاطلاع',
    toastRegion: 'إشعارات جديدة',

    confirmDiscardAll: (total) =>
      count(total, {
        zero: 'تأكيد تجاهل الرسائل؟ لا يمكن استرجاعها.',
        one: 'تأكيد تجاهل هذه الرسالة؟ لا يمكن استرجاعها.',
        two: 'تأكيد تجاهل رسالتين؟ لا يمكن استرجاعهما.',
        few: 'تأكيد تجاهل # رسائل؟ لا يمكن استرجاعها.',
        many: 'تأكيد تجاهل # رسالة؟ لا يمكن استرجاعها.',
        other: 'تأكيد تجاهل # رسالة؟ لا يمكن استرجاعها.',
      }),
    keepAll: 'الاحتفاظ بها',

    aboutRecipient: 'عن المريض',

    // Genitive: both sentences below have it after a preposition.
    people: (total) =>
      count(total, {
        zero: 'لا أحد',
        one: 'شخص واحد',
        two: 'شخصين',
        few: '# أشخاص',
        many: '# شخصًا',
        other: '# شخص',
      }),
    sendTo: (other) => `الإرسال إلى ${name(other)}؟`,
    readBy: (people) => `ستُقرأ الرسالة من قِبل ${people}`,
    goBack: 'رجوع',
    sendNow: 'إرسال',

    filterByPriority: 'تصفية حسب الأولوية',
    allPriorities: 'أي أولوية',
    newNotifications: (total) =>
      count(total, {
        zero: 'لا إشعارات جديدة',
        one: 'إشعار جديد',
        two: 'إشعاران جديدان',
        few: '# إشعارات جديدة',
        many: '# إشعارًا جديدًا',
        other: '# إشعار جديد',
      }),
    moreNotifications: (total) =>
      count(total, {
        zero: 'لا إشعارات أخرى',
        one: 'إشعار آخر',
        two: 'إشعاران آخران',
        few: '# إشعارات أخرى',
        many: '# إشعارًا آخر',
        other: '# إشعار آخر',
      }),
    nothingMatchesTitle: 'لا شيء يطابق هذه التصفية',
    showAllNotifications: 'عرض كل الإشعارات',
    notificationsOffline: 'أنت غير متصل. ستظهر الإشعارات الجديدة عند عودة الاتصال.',
    deleted: 'حُذفت الإشعارات',
    deleting: 'جارٍ الحذف…',
    undo: 'تراجع',
    notDeleted: {
      arrival: 'وصل إشعار جديد، لذلك لم يُحذف شيء.',
      offline: 'لا يُحذف شيء من دون اتصال.',
      refused: 'لا يحذف هذا الخادم الإشعارات.',
    },
    acknowledgeFirst: (critical) =>
      count(critical, {
        zero: 'يُرجى أولًا تأكيد الاطلاع على الإشعارات الحرجة.',
        one: 'يُرجى أولًا تأكيد الاطلاع على الإشعار الحرج.',
        two: 'يُرجى أولًا تأكيد الاطلاع على الإشعارين الحرجين.',
        few: 'يُرجى أولًا تأكيد الاطلاع على # إشعارات حرجة.',
        many: 'يُرجى أولًا تأكيد الاطلاع على # إشعارًا حرجًا.',
        other: 'يُرجى أولًا تأكيد الاطلاع على # إشعار حرج.',
      }),
    hiddenNotification: {
      appointment: 'بشأن موعد',
      message: 'رسالة جديدة',
      medical_record: 'بشأن سجل طبي',
      system: 'بشأن النظام',
      billing: 'بشأن فاتورة',
    },
    notificationFrom: (sender) => `رسالة جديدة من ${name(sender)}`,
    showText: 'عرض',
    notificationSettings: 'إعدادات الإشعارات',
    backgroundNotifications: 'عرض الإشعارات عندما تكون علامة التبويب هذه في الخلفية',
    backgroundNotificationsDetail: {
      default: 'سيطلب المتصفح إذنك.',
      granted: 'المتصفح يسمح بذلك.',
      denied: 'المتصفح يحظر ذلك. يُرجى السماح بإشعارات هذا الموقع في إعدادات المتصفح.',
      unsupported: 'لا يمكن لهذا المتصفح عرض الإشعارات.',
    },
    notificationSound: 'تشغيل صوت',
    quietHours: 'ساعات الهدوء',
    quietHoursDetail: 'لا تقاطعك إلا الإشعارات الحرجة.',
    quietFrom: 'من',
    quietTo: 'إلى',
    quietNow: 'ساعات الهدوء: لا تقاطعك إلا الإشعارات الحرجة.',
  }
}

const stoppedReasons: Readonly<Record<ErrorCode, string>> = {
  WS_001: 'انتهت جلستك. يُرجى تسجيل الدخول من جديد للمتابعة.',
  WS_002: 'ليس لديك إذن للوصول إلى هذه المحادثة.',
  WS_003: 'لا يمكن تسليم الرسائل حاليًا.',
  WS_004: 'هذه الصفحة قديمة. يُرجى إعادة تحميلها.',
  WS_005: 'هذه المحادثة غير موجودة.',
  WS_006: 'لم يُعثر على هذا الشخص.',
  WS_007: 'عدد الأجهزة المسجَّل الدخول منها كبير جدًا. يُرجى إغلاق أحدها ثم إعادة الاتصال.',
  WS_008: 'استغرق الاتصال وقتًا طويلًا.',
  WS_009: 'الخدمة غير متاحة حاليًا.',
  WS_010: 'كانت إحدى الرسائل أكبر من أن تُرسل.',
}

const sendFailures: Partial<Record<ErrorCode, string>> = {
  WS_001: 'انتهت جلستك. يُرجى تسجيل الدخول من جديد ثم إعادة الإرسال.',
  WS_002: 'لم يعد مسموحًا لك بالكتابة في هذه المحادثة.',
  WS_003: 'تعذّر تسليمها.',
  WS_004: 'لم يتمكن الخادم من قراءتها.',
  WS_005: 'لم تعد هذه المحادثة موجودة.',
  WS_006: 'لم يُعثر على هذا الشخص.',
  WS_007: 'عدد كبير جدًا من الرسائل دفعة واحدة. يُرجى الانتظار قليلًا ثم إعادة الإرسال.',
  WS_010: 'حجمها أكبر من أن تُرسل.',
}
