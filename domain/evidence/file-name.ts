/** Names of files come from strangers: they are shown and offered on download, and never become part of a path. */

// Control characters, line and paragraph separators, and everything that turns the direction of writing: with those a
// name can read `gpj.exe` backwards.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
const unreadable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** @returns the name without folders, control characters and direction marks, at most 150 characters. */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').replace(unreadable, '').split(/[\\/]/).at(-1)!.trim()
  const whole = last.replace(/^\.+/, '')
  if (whole === '') return 'file'
  if (whole.length <= 150) return whole
  const extension = extensionOf(whole)
  return extension ? `${whole.slice(0, 149 - extension.length)}.${extension}` : whole.slice(0, 150)
}

/** Lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  const found = /\.([^.\s]{1,12})$/.exec(name)
  return found ? found[1]!.toLowerCase() : ''
}

/** A first title from a file's name: "IMG_2041.jpg" says nothing, "gate at pick-up.jpg" does. */
export function titleFromFileName(name: string): string {
  const bare = cleanFileName(name)
    .replace(/\.[^.]*$/, '')
    .replace(/[_]+/g, ' ')
    .trim()
  const machine =
    /^(img|image|dsc|dscn|pxl|vid|video|mov|photo|screenshot|whatsapp (image|video)|rec|audio)?[ \-_.\d()at]*$/i
  return machine.test(bare) ? '' : bare
}

/** The header of RFC 6266: an ASCII stand-in and the real name in UTF-8, neither able to break out. */
export function contentDisposition(name: string, inline: boolean): string {
  const clean = cleanFileName(name)
  const ascii = clean.replace(/[^\x20-\x7e]|["\\;%]/g, '_')
  const encoded = encodeURIComponent(clean).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
