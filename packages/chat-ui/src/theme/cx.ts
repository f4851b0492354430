/** The class list of a part's root: the scope class, the part's own, then the caller's. */
export function cx(part: string, className?: string): string {
  return className ? `mc ${part} ${className}` : `mc ${part}`
}
