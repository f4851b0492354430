/** Below this the demo's runner lets its page restart the server and pause the database. */
export const CONTROL_PATH = '/demo-control'
/** No page of another site can send it unasked: that is what keeps them out. */
export const CONTROL_HEADER = 'x-demo-control'
