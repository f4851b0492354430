import { Fragment } from 'react'
import { linkify } from './linkify.ts'

/** A text in which addresses can be opened. */
export function LinkedText({ text }: { readonly text: string }) {
  return linkify(text).map((part, index) =>
    part.href ? (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer">
        {part.text}
      </a>
    ) : (
      <Fragment key={index}>{part.text}</Fragment>
    ),
  )
}
