import { type Logger, pino } from 'pino'

/** Structured lines on standard output. No bodies, tokens or addresses of people. */
export function makeLogger(options: { production: boolean; level?: string }): Logger {
  return pino({
    level: options.level ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['req.headers.cookie', 'password', 'token', 'email'],
  })
}
