import { fieldText } from './signed-in.ts'

/**
 * What a browser forgets when somebody signs out. The page has deleted this person's copies by itself; the whole store
 * goes too, unless unsaved words of somebody else wait in it, who has not been asked.
 */
export function siteData(form: FormData): string {
  return fieldText(form, 'others') === 'keep' ? '"cache"' : '"cache", "storage"'
}
