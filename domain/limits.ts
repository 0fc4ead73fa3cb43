/** Every number that a stranger could otherwise choose for us. Bytes unless said; tests stand on both sides of each. */
export const limits = {
  /** One WebSocket message. */
  frame: 2 * 1024 * 1024,
  /** Above this the socket layer itself ends the connection (1009), before the message is read. */
  frameHard: 4 * 1024 * 1024,
  /** Pieces of one message; with more the socket layer ends the connection (1008). */
  pieces: 16 * 1024,
  /** One awareness message (a caret, a selection). */
  awareness: 4 * 1024,
  /** Messages of one socket: so many a second, and so many at once after a pause. */
  messagesPerSecond: 60,
  messageBurst: 200,
  /** Carets are counted apart: an editor sends one or two with each key, and a plain client repeats its colleagues'. */
  caretsPerSecond: 120,
  caretBurst: 600,
  /** A message of so many bytes counts as one; a longer one as several. */
  messageUnit: 32 * 1024,
  /** Requests for the whole state of a document, a minute and socket. */
  syncStep1PerMinute: 10,
  /** A document as one encoded state. */
  document: 10 * 1024 * 1024,
  /** Nesting of a page or of a thinking tool. */
  depth: 32,
  /** Nodes of one page, tools included. */
  nodes: 50_000,
  /** Parts of one update: what somebody brings back after a day without a connection is far below. */
  updateParts: 100_000,
  /** How much one Yjs client may ever write; numbers beyond it could not be read by other clients. */
  clock: 2 ** 32,
  /** One string in an attribute or a tool's field. */
  fieldText: 20_000,
  /** Letters of one piece of swallowed text, and of all that one open document may lay aside. */
  rescueText: 20_000,
  rescuedText: 2_000_000,
  /** Unsent bytes of a slow peer: from here carets are dropped, */
  slowPeer: 1024 * 1024,
  /** and from here the connection is ended; it comes back and syncs by state vector. */
  stuckPeer: 8 * 1024 * 1024,
  /** Bytes held back while a document is frozen for a moment. */
  heldWhileFrozen: 8 * 1024 * 1024,
  /** Request bodies of forms and of the JSON API. */
  requestBody: 1024 * 1024,
  image: 25 * 1024 * 1024,
  imagePixels: 50_000_000,
  documentFile: 50 * 1024 * 1024,
  video: 1024 * 1024 * 1024,
  filesPerPortfolio: 500,
  portfolioQuota: 5 * 1024 * 1024 * 1024,
} as const
