import { useEffect, useState } from 'react'
import { saveFile } from '../../controls/saveFile.ts'
import { QA_SCRIPTS } from '../../qa/scripts/qaScripts.ts'
import {
  keepResults,
  readResults,
  resultsAsJson,
  resultsAsMarkdown,
  type Outcome,
  type Results,
} from '../../qa/scripts/results.ts'
import { hashOf } from '../../routing/route.ts'
import { TopBar } from '../../shell/TopBar.tsx'
import { ThemeToggle } from '../../theme/ThemeToggle.tsx'
import { ScriptCard } from './ScriptCard.tsx'
import './QaScriptsPage.css'

const FEATURES = [...new Set(QA_SCRIPTS.map(({ feature }) => feature))]

/** What to try, what to see, and how it went in this session. */
export function QaScriptsPage() {
  const [results, setResults] = useState<Results>(() => readResults(window.sessionStorage))
  const count = (outcome: Outcome): number => QA_SCRIPTS.filter(({ id }) => results[id] === outcome).length
  const [passed, failed] = [count('pass'), count('fail')]

  useEffect(() => keepResults(window.sessionStorage, results), [results])

  function record(id: string, outcome: Outcome | undefined): void {
    const others = Object.entries(results).filter(([key]) => key !== id)
    setResults(Object.fromEntries(outcome ? [...others, [id, outcome]] : others))
  }

  return (
    <div className="scripts">
      <TopBar back={hashOf({ page: 'qa', query: '' })} backLabel="Back to the QA bench">
        <span className="scripts__tools">
          <ThemeToggle />
        </span>
      </TopBar>
      <main className="scripts__main">
        <div className="scripts__head">
          <h1 className="scripts__title">QA scripts</h1>
          <p className="scripts__lead">
            Each opens the bench as it has to stand. Results are kept in this tab until it is closed.
          </p>
          <p className="scripts__count" role="status" data-testid="qa-results">
            {passed} passed, {failed} failed, {QA_SCRIPTS.length - passed - failed} not run
          </p>
          <div className="scripts__actions">
            <button
              className="button"
              type="button"
              data-testid="qa-export-json"
              onClick={() =>
                saveFile('qa-results.json', 'application/json', resultsAsJson(QA_SCRIPTS, results, new Date()))
              }
            >
              Export JSON
            </button>
            <button
              className="button"
              type="button"
              data-testid="qa-export-markdown"
              onClick={() =>
                saveFile('qa-results.md', 'text/markdown', resultsAsMarkdown(QA_SCRIPTS, results, new Date()))
              }
            >
              Export Markdown
            </button>
            <button className="button" type="button" data-testid="qa-clear-results" onClick={() => setResults({})}>
              Clear results
            </button>
          </div>
        </div>
        {FEATURES.map((feature) => (
          <section key={feature} className="scripts__feature" aria-label={feature}>
            <h2>{feature}</h2>
            {QA_SCRIPTS.filter((script) => script.feature === feature).map((script) => (
              <ScriptCard
                key={script.id}
                script={script}
                outcome={results[script.id]}
                onOutcome={(outcome) => record(script.id, outcome)}
              />
            ))}
          </section>
        ))}
      </main>
    </div>
  )
}
