/**
 * The numbers both sides share. Durations are milliseconds, sizes are bytes.
 * A server may be configured otherwise where the contract gives it a variable; these are the defaults.
 */

/** A frame larger than this is refused with WS_010. */
export const MAX_MESSAGE_BYTES = 65_536
/** A text of so many UTF-16 units fits into a frame whatever its letters are: three bytes each at most. */
export const MAX_TEXT_LENGTH = 20_000
/** `send_message` frames one user may send in one {@link RATE_LIMIT_WINDOW_MS}, over all devices. */
export const RATE_LIMIT_MESSAGES = 30
/** The window in which {@link RATE_LIMIT_MESSAGES} are counted. */
export const RATE_LIMIT_WINDOW_MS = 10_000
/** A socket from which nothing came for so long is closed with WS_008. */
export const HEARTBEAT_TIMEOUT_MS = 60_000
/** How often a client sends `heartbeat`; well under half the timeout, so that one may be lost. */
export const HEARTBEAT_INTERVAL_MS = 25_000
/** Sockets one user may have open, over all devices and tabs; the next one gets WS_007. */
export const MAX_CONNECTIONS_PER_USER = 20

/** A typing indicator stops by itself after this long. */
export const TYPING_STOP_MS = 3_000
/** A client sends `typing_stop` after this long without a keystroke. */
export const TYPING_IDLE_MS = 1_000

/** After its token expired a socket waits this long for `authenticate`, then closes with 4001. */
export const REAUTHENTICATE_GRACE_MS = 60_000
/** Life of an access token. */
export const ACCESS_TOKEN_TTL_MS = 5 * 60_000
/** Life of a refresh token. */
export const REFRESH_TOKEN_TTL_MS = 24 * 60 * 60_000

/** The delay before the first try to reconnect; it doubles with each. */
export const BACKOFF_BASE_MS = 1_000
/** The longest delay between two tries to reconnect. */
export const BACKOFF_MAX_MS = 30_000

/** Messages on a history page. */
export const PAGE_SIZE = 50
/** Messages a call may ask for at most. */
export const MAX_PAGE_SIZE = 200

/** An attachment larger than this is refused with WS_010. */
export const MAX_UPLOAD_BYTES = 25 * 1024 * 1024
/** UTF-16 units in an attachment's name. */
export const MAX_FILE_NAME_LENGTH = 255
