/** Text files have no mark of their own, so what they are is read from the whole of them. */

const markup = /<(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php|math|style|link|meta|img|form)\b/i

/**
 * @returns `vtt` for captions, `txt` for plain words, `markup` for what a browser might take for a page, and undefined
 * when it is no text at all.
 */
export function textSort(bytes: Uint8Array): 'txt' | 'vtt' | 'markup' | undefined {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what makes it text
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return undefined
  if (markup.test(text) || /^\s*<[?!a-z]/i.test(text)) return 'markup'
  if (text.startsWith('#!')) return undefined
  return /^WEBVTT(?:[ \t\r\n]|$)/.test(text) ? 'vtt' : 'txt'
}
