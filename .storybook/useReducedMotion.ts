import { useLayoutEffect } from 'react'

const QUERY = '(prefers-reduced-motion: reduce)'

/** Makes the style sheets believe that the reader asked for less motion: their own rules apply, none of ours. */
export function useReducedMotion(isReduced: boolean): void {
  useLayoutEffect(() => {
    if (!isReduced) return
    const rules = [...document.styleSheets].flatMap((sheet) => mediaRules(sheet.cssRules))
    for (const rule of rules) rule.media.mediaText = 'all'
    return () => {
      for (const rule of rules) rule.media.mediaText = QUERY
    }
  }, [isReduced])
}

function mediaRules(rules: CSSRuleList): CSSMediaRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSMediaRule) return rule.media.mediaText === QUERY ? [rule] : mediaRules(rule.cssRules)
    return rule instanceof CSSGroupingRule ? mediaRules(rule.cssRules) : []
  })
}
