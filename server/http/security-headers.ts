import type { Config } from '../config.ts'

/** Sent with every response, errors and static files too. Scripts and styles run only with this response's nonce. */
export function securityHeaders(config: Config, nonce: string): Record<string, string> {
  const url = new URL(config.appUrl)
  const secure = url.protocol === 'https:'
  const store = config.s3?.endpoint
    ? ` ${new URL(config.s3.endpoint).origin}`
    : config.s3
      ? ' https://*.amazonaws.com'
      : ''
  const sockets = secure ? `wss://${url.host}` : 'ws:'
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      `script-src 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      `img-src 'self' blob: data:${store}`,
      `media-src 'self' blob:${store}`,
      `connect-src 'self' ${sockets}${store}`,
      "font-src 'self'",
      "manifest-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=(), browsing-topics=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}
