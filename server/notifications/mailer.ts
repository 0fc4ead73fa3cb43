export type Message = { to: string; toName: string; subject: string; text: string; html?: string }
export type KeptMessage = Message & { id: string; at: string }

/** Sends mail: by SMTP, or into a folder that staff can read at `/mail`. One recipient a message. */
export interface Mailer {
  send(message: Message): Promise<void>
  /** Kept messages, newest first; empty where mail really leaves. */
  list(): Promise<KeptMessage[]>
}
