/** Human numbers: `A-2027-000123`, an unbroken series for each award and year. */
export type Award = 'associate' | 'master'

const letter: Record<Award, string> = { associate: 'A', master: 'M' }

export function certificateNumber(award: Award, year: number, sequence: number): string {
  return `${letter[award]}-${year}-${String(sequence).padStart(6, '0')}`
}

/** The row that counts the numbers of one award and year. */
export function numberSeries(award: Award, year: number): string {
  return `${award}-${year}`
}

/** How the award is called in words. */
export const awardTitle: Record<Award, string> = {
  associate: 'Associate Compassionate Systems Practitioner',
  master: 'Master Compassionate Systems Practitioner',
}

/** The public status list has this many places (W3C bitstring status list: at least 131 072). */
export const statusListLength = 131_072

/** One living award a person and edition; unique in the database. */
export function awardKey(award: Award, editionId: string, personId: string): string {
  return `${award}:${editionId}:${personId}`
}
