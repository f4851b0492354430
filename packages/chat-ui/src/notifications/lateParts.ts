// What the bell can do without for a moment, in one chunk.
export { NotificationPanel } from './NotificationManager/NotificationPanel.tsx'
export { NotificationToasts } from './NotificationToast/NotificationToasts.tsx'
