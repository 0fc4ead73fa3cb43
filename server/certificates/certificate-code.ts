import QRCode from 'qrcode'

/** The square code of an address as SVG: error correction M, two modules of quiet space, ink on paper. */
export function certificateCode(address: string): Promise<string> {
  return QRCode.toString(address, {
    type: 'svg',
    errorCorrectionLevel: 'M',
    margin: 2,
    color: { dark: '#22201c', light: '#fbf9f5' },
  })
}
