/** Sees to it that the messages of a room come in order, each once; contestants without places pass. */
export function createSeqCheck(onGap: (reason: string) => void): (text: string) => void {
  let last: number | undefined
  return (text) => {
    const found = /"seq":(\d+)/.exec(text)
    if (!found) return
    const seq = Number(found[1])
    if (last !== undefined && seq !== last + 1) onGap(`seq ${seq} came after ${last}`)
    last = seq
  }
}
