/** What is good, as web.dev and Lighthouse say. */
const ROWS = [
  ['sign-in page: first contentful paint, ms', 'signInFirstPaint', 1800],
  ['… largest contentful paint, ms', 'signInLargestPaint', 2500],
  ['… total blocking time, ms', 'signInBlocked', 200],
  ['a conversation, signed in: first contentful paint, ms', 'chatFirstPaint', 1800],
  ['… largest contentful paint, ms', 'chatLargestPaint', 2500],
  ['… total blocking time, ms', 'chatBlocked', 200],
  ['at 50 messages a second: key to next paint, median, ms', 'keyMedian', 200],
  ['… 98 of 100 keys within, ms', 'keySlowest', 200],
  ['… click to next paint, median, ms', 'clickMedian', 200],
  ['… 98 of 100 clicks within, ms', 'clickSlowest', 200],
  ['… messages a second that were sent', 'messageRate'],
]

/** @param {Record<string, number>[]} figures @param {{ rounds: number, cpu: number }} how */
export function printTable(figures, { rounds, cpu }) {
  const lines = ROWS.map(([what, name, good]) => {
    const values = figures.map((figure) => figure[name]).sort((a, b) => a - b)
    const range = `${values[0].toFixed(0)} to ${values.at(-1).toFixed(0)}`
    return `| ${what} | ${values[Math.floor(values.length / 2)].toFixed(0)} | ${range} | ${good ?? ''} |`
  })
  console.log(`| processor ÷ ${cpu}, ${rounds} rounds | median | from, to | good up to |`)
  console.log('| --- | ---: | ---: | ---: |')
  console.log(lines.join('\n'))
}
