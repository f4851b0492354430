import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import starlightLinksValidator from 'starlight-links-validator'
import { BASE, PAGES } from './pages.ts'

export default defineConfig({
  base: BASE,
  trailingSlash: 'always',
  integrations: [
    starlight({
      title: 'MediConnect Realtime',
      favicon: '/favicon.svg',
      customCss: ['./src/site.css'],
      sidebar: PAGES.map(({ label, isCollapsed = false, pages }) => ({
        label,
        collapsed: isCollapsed,
        items: pages.map((page) => ({ slug: page.route, ...(page.label === undefined ? {} : { label: page.label }) })),
      })),
      // A link that leads nowhere ends the build.
      plugins: [starlightLinksValidator()],
    }),
  ],
})
