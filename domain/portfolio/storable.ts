/** Text as any database takes it: PostgreSQL has no room for the letter that is nothing at all. */
export const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text)
