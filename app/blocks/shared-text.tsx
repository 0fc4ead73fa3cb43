/**
 * An input bound to a Y.Text. What a person types becomes the smallest change of the shared text; what colleagues type
 * appears without moving the caret out of its word. While an input method composes, colleagues' changes wait.
 */
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from 'react'
import type * as Y from 'yjs'
import { setText, smallestEdit } from '#domain/blocks/edit-tool.ts'
import type { ToolSession } from './tool-session.ts'

type Props = {
  session: ToolSession
  shared: Y.Text | undefined
  label: string
  most: number
  placeholder?: string
  /** Several lines; Enter then makes a line unless `onEnter` takes it. */
  long?: boolean
  labelHidden?: boolean
  autoFocus?: boolean
  onEnter?: () => void
  /** Backspace in an empty field. */
  onEmptied?: () => void
}

export function SharedText({ session, shared, label, most, long, labelHidden, onEnter, onEmptied, ...rest }: Props) {
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const shown = useRef('')
  const composing = useRef(false)

  useLayoutEffect(() => {
    const element = field.current
    if (!element || !shared) return
    shown.current = shared.toString()
    element.value = shown.current
    const onChange = (event: Y.YTextEvent, transaction: Y.Transaction) => {
      const ownTyping = transaction.origin === session.origin && shared.toString() === element.value
      if (ownTyping || composing.current) return
      showText(element, shared.toString(), event.delta)
      shown.current = element.value
    }
    shared.observe(onChange)
    return () => shared.unobserve(onChange)
  }, [shared, session])

  const autoFocus = rest.autoFocus
  useEffect(() => {
    if (autoFocus) field.current?.focus({ preventScroll: false })
  }, [autoFocus])

  const commit = () => {
    const element = field.current
    if (!element || !shared || composing.current) return
    const typed = onEnter || !long ? element.value.replace(/\n+/g, ' ') : element.value
    // While composing, the shared text may have moved on: only this person's own edit is carried over to it.
    const edit = smallestEdit(shown.current, typed)
    if (shared.toString() === shown.current) setText(session, shared, typed)
    else if (edit) setText(session, shared, merged(shown.current, shared.toString(), edit))
    shown.current = shared.toString()
    if (element.value !== shown.current) showText(element, shown.current, [])
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (!long || onEnter) && !event.shiftKey) {
      event.preventDefault()
      onEnter?.()
    }
    if (event.key === 'Backspace' && field.current?.value === '' && onEmptied) {
      event.preventDefault()
      onEmptied()
    }
  }

  return (
    <div className="tool-field">
      <label htmlFor={id} className={labelHidden ? 'sr-only' : undefined}>
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={1}
        maxLength={most}
        placeholder={rest.placeholder}
        disabled={!shared}
        onInput={commit}
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={() => {
          composing.current = false
          commit()
        }}
      />
    </div>
  )
}

/** Sets the text and carries the caret along with what others changed before it. */
function showText(element: HTMLTextAreaElement, text: string, delta: Y.YTextEvent['delta']): void {
  const focused = element.ownerDocument.activeElement === element
  const start = movedIndex(element.selectionStart, delta)
  const end = movedIndex(element.selectionEnd, delta)
  element.value = text
  if (focused) element.setSelectionRange(Math.min(start, text.length), Math.min(end, text.length))
}

/** Where an index stands after a change. */
export function movedIndex(index: number, delta: Y.YTextEvent['delta']): number {
  let at = 0
  let moved = index
  for (const part of delta) {
    if (at > moved) break
    if (part.retain) at += part.retain
    else if (typeof part.insert === 'string') {
      if (at < moved) moved += part.insert.length
      at += part.insert.length
    } else if (part.delete) moved -= Math.max(0, Math.min(part.delete, moved - at))
  }
  return moved
}

/** Carries an edit made on `base` over to `now`, where others changed something meanwhile. */
function merged(base: string, now: string, edit: { at: number; remove: number; insert: string }): string {
  const theirs = smallestEdit(base, now)
  const shift = theirs && theirs.at < edit.at ? theirs.insert.length - theirs.remove : 0
  const at = Math.max(0, Math.min(now.length, edit.at + shift))
  return now.slice(0, at) + edit.insert + now.slice(Math.min(now.length, at + edit.remove))
}
