import type { Strings } from '../strings.ts'

/** The emoji picker. */
export const emojiStrings = {
  emojiGroups: { faces: 'Faces', unwell: 'Health', people: 'People', life: 'Daily life', signs: 'Signs' },
} satisfies Partial<Strings>
