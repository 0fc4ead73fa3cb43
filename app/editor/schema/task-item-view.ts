import type { NodeViewRenderer } from '@tiptap/core'
import { taskLabel } from '#domain/portfolio/page-dom.ts'

/** A task: the same elements as `taskItemDom`, with a box that works. */
export const taskItemView: NodeViewRenderer = ({ node, getPos, editor }) => {
  const dom = document.createElement('li')
  const boxPlace = document.createElement('span')
  const box = document.createElement('input')
  const contentDOM = document.createElement('div')
  boxPlace.className = 'page-task-box'
  boxPlace.contentEditable = 'false'
  contentDOM.className = 'page-task-text'
  box.type = 'checkbox'
  box.addEventListener('change', () => {
    const position = getPos()
    if (position === undefined || !editor.isEditable) return
    editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'checked', box.checked))
  })
  boxPlace.append(box)
  dom.append(boxPlace, contentDOM)

  let current = node
  const show = () => {
    dom.className = 'page-task'
    dom.dataset.checked = String(current.attrs.checked === true)
    if (current.attrs.id) dom.dataset.blockId = current.attrs.id
    box.checked = current.attrs.checked === true
    box.disabled = !editor.isEditable
    box.setAttribute('aria-label', taskLabel(current.textContent))
  }
  show()
  return {
    dom,
    contentDOM,
    update: (updated) => {
      if (updated.type !== current.type) return false
      current = updated
      show()
      return true
    },
    stopEvent: (event) => event.target === box,
    ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
  }
}
