import type { Server } from 'node:http'
import type { AppContext } from '../context.ts'

/** Answers the upgrades of `/collab/:documentId`. Its room is being built. */
export function attachCollaboration(_server: Server, _context: AppContext): void {}
