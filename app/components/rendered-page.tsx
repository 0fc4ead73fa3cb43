import { memo } from 'react'

/**
 * A page as readers get it: HTML that `renderPage` made from checked content, every text and address escaped there.
 * The one place of reading pages that takes HTML as it is.
 */
export const RenderedPage = memo(function RenderedPage({ html, lang }: { html: string; lang?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: renderPage escapes everything and allows few addresses
  return <div className="page page-text" lang={lang} dangerouslySetInnerHTML={{ __html: html }} />
})
