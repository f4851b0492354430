import type { Plugin } from 'vite'
import { BASE } from '../pages.ts'
import { createDocsHandler } from './docsHandler.ts'

/** Serves the built documentation beside an app, in development and in preview. */
export function docsPlugin(): Plugin {
  return {
    name: 'mediconnect-docs',
    configureServer: ({ middlewares }) => void middlewares.use(BASE, createDocsHandler()),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(BASE, createDocsHandler()),
  }
}
