import { createTransport } from 'nodemailer'

const patience = 5_000

/** Greets the mail server and signs in, without sending anything. @throws where it does not let us in */
export async function checkSmtp(smtpUrl: string): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}
