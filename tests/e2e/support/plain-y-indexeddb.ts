/** y-indexeddb as others use it, for a page of a test to run. */
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'

Object.assign(globalThis, {
  async readPlain(name: string): Promise<string> {
    const document = new Y.Doc()
    const persistence = new IndexeddbPersistence(name, document)
    await persistence.whenSynced
    const text = document.getXmlFragment('default').toString()
    await persistence.destroy()
    return text
  },
})
