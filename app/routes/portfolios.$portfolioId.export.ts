import { signedIn } from '#app/http/signed-in.ts'
import { exportPortfolio } from '#server/exports/export-portfolio.ts'

/** The whole portfolio as a ZIP. */
export const loader = signedIn(async ({ actor, context, params }) => {
  const { fileName, body } = await exportPortfolio(context, actor, params.portfolioId!)
  return new Response(body as BodyInit, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': `attachment; filename="portfolio.zip"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    },
  })
})
