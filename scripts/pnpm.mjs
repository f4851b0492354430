/** The one that installs and packs, as npx fetches it. */
export const PNPM = 'pnpm@12.21.0'
