import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppContext } from '../context.ts'

/** Answers `/uploads/*`, `/evidence/:id/file` and `/evidence/:id/thumbnail`. @returns whether the request was one of them. */
export async function handleEvidenceRequest(
  _context: AppContext,
  _request: IncomingMessage,
  _response: ServerResponse,
): Promise<boolean> {
  return false
}
