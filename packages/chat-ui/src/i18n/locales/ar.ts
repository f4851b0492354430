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
