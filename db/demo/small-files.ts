/** Small real files for evidence that is no picture: a bell as sound, a page as PDF. */

/** Two seconds of a bell, as a WAV file of 8 000 samples a second. */
export function bellSound(): Uint8Array {
  const rate = 8000
  const samples = rate * 2
  const file = Buffer.alloc(44 + samples * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples * 2, 40)
  for (let at = 0; at < samples; at++) {
    const seconds = at / rate
    const tone = Math.sin(2 * Math.PI * 523 * seconds) + 0.5 * Math.sin(2 * Math.PI * 1318 * seconds)
    file.writeInt16LE(Math.round(tone * 9000 * Math.exp(-2.4 * seconds)), 44 + at * 2)
  }
  return file
}

/** A PDF of one page with a title and a sentence, in the Latin letters that every reader has. */
export function onePagePdf(title: string, sentence: string): Uint8Array {
  const plain = (text: string) =>
    text
      .replace(/[“”]/g, '"')
      .replace(/[‘’]/g, "'")
      .replace(/[^\x20-\x7e]/g, '-')
      .replace(/[\\()]/g, '\\$&')
  const words = `BT /F1 22 Tf 72 700 Td (${plain(title)}) Tj /F1 12 Tf 0 -40 Td (${plain(sentence)}) Tj ET`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${words.length}>>stream\n${words}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj${object}endobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
