/** Words that stand on an open page only, because this browser keeps nothing: each page that has some tells how many. */
const pages = new Set<() => number>()

/** @returns how to take it back, when the page goes. */
export function tellOnlyHere(changes: () => number): () => void {
  pages.add(changes)
  return () => pages.delete(changes)
}

export function onlyOnPages(): number {
  return [...pages].reduce((sum, changes) => sum + changes(), 0)
}
