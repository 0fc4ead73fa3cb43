/** Text as both databases take it: PostgreSQL refuses the character U+0000, which SQLite keeps. */
export const storable = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '') : text)
