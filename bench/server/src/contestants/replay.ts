/** Given to a contestant whose clients come back and ask for what they missed. */
export const REPLAY = 'replay'
