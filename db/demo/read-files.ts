import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('.', import.meta.url))

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** A YAML file of the demo. Its shape is what the caller says; the demo's own tests hold it to that. */
export function readYaml<Shape>(path: string): Shape {
  return parse(readText(path)) as Shape
}

/** The names in a folder that end so, sorted; none where the folder is not there. */
export function namesIn(folder: string, ending: string): string[] {
  try {
    return readdirSync(join(root, folder))
      .filter((name) => name.endsWith(ending))
      .sort()
  } catch {
    return []
  }
}
