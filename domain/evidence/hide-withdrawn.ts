const figure = /(<figure\b[^>]*\bdata-evidence-id="([^"]*)"[^>]*>)[\s\S]*?(<\/figure>)/g

/**
 * A frozen page as it may be read today: pieces whose consent was withdrawn since are a sentence in their place. The
 * figures keep their ids, so that what was cited or noted there still has its anchor.
 * @param html written by `renderPage`, which puts no figure into a figure of evidence
 */
export function hideWithdrawn(html: string, withdrawn: ReadonlySet<string>): string {
  if (withdrawn.size === 0) return html
  return html.replace(figure, (whole, open: string, evidenceId: string, close: string) =>
    withdrawn.has(evidenceId)
      ? `${open}<p class="page-missing">Consent for this piece was withdrawn; it is hidden everywhere.</p>${close}`
      : whole,
  )
}
