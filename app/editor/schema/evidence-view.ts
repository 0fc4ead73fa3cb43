import type { Editor, NodeViewRenderer } from '@tiptap/core'
import { evidenceCardDom, pictureDom } from '#domain/portfolio/evidence-dom.ts'
import { domToElement } from './dom-to-element.ts'
import { surroundingsOf } from './surroundings.ts'

/**
 * A picture or an evidence card: the same elements as the rendered page, and a button, floating above them, that opens
 * the words for it. The button takes no room, so nothing moves when the editor takes over.
 */
export function evidenceView(look: 'picture' | 'card'): NodeViewRenderer {
  return ({ node, getPos, editor }) => {
    const surroundings = surroundingsOf(editor as Editor)
    const dom = document.createElement('div')
    dom.className = 'page-figure'
    dom.contentEditable = 'false'
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'page-figure-words'
    button.textContent = look === 'picture' ? 'Describe this picture' : 'Write a caption'
    button.addEventListener('click', () => {
      const position = getPos()
      if (position !== undefined) surroundings.askForWords?.(position)
    })

    let current = node
    const show = () => {
      const evidence = surroundings.evidence.get(String(current.attrs.evidenceId))
      if (!evidence) surroundings.wanted?.(String(current.attrs.evidenceId ?? ''))
      const figure = domToElement((look === 'picture' ? pictureDom : evidenceCardDom)(current.attrs, evidence))
      button.hidden = !editor.isEditable
      dom.replaceChildren(figure, button)
    }
    show()
    surroundings.changed.add(show)
    return {
      dom,
      update: (updated) => {
        if (updated.type !== current.type) return false
        const same = JSON.stringify(updated.attrs) === JSON.stringify(current.attrs)
        current = updated
        if (!same) show()
        return true
      },
      stopEvent: (event) => event.target instanceof Element && event.target.closest('button,a,video,audio') !== null,
      ignoreMutation: () => true,
      destroy: () => surroundings.changed.delete(show),
    }
  }
}
