/** The template's sections: 0-11 for everybody, MA-MF for Masters. */
export const sectionKeys = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  'MA',
  'MB',
  'MC',
  'MD',
  'ME',
  'MF',
] as const
export type SectionKey = (typeof sectionKeys)[number]
