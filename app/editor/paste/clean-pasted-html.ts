/**
 * Makes of HTML from elsewhere what a page can hold: Word's and Google Docs' wrappings go, their lists become lists,
 * embedded pictures go (a picture comes in as evidence). What was copied from a page itself is left alone.
 */
import { rebuildWordLists } from './word-lists.ts'

export function cleanPastedHtml(html: string): string {
  if (html.includes('data-pm-slice')) return html
  const { body } = new DOMParser().parseFromString(withoutWordComments(html), 'text/html')
  for (const element of body.querySelectorAll('style,script,meta,link,title,xml,noscript,iframe,object,embed,svg')) {
    element.remove()
  }
  removeComments(body)
  for (const image of body.querySelectorAll('img')) image.remove()
  rebuildWordLists(body)
  unwrapGoogleDocs(body)
  keepTasks(body)
  putListsIntoItems(body)
  for (const element of body.querySelectorAll('*')) {
    // Word's own elements (o:p, w:sdt, v:shape) hold nothing but text.
    if (element.nodeName.includes(':')) element.replaceWith(...element.childNodes)
  }
  for (const element of body.querySelectorAll<HTMLElement>('[style],[class],[id]')) keepMeaning(element)
  dropEmptyLines(body)
  return body.innerHTML
}

function withoutWordComments(html: string): string {
  // Conditional comments: `<![if !supportLists]>` and `<!--[if gte mso 9]>…<![endif]-->`.
  return html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, '').replace(/<!\[(?:if|endif)[^>]*>/gi, '')
}

function removeComments(body: HTMLElement): void {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found: Node[] = []
  while (walker.nextNode()) found.push(walker.currentNode)
  for (const comment of found) comment.parentNode?.removeChild(comment)
}

/** Google Docs wraps all it copies in a bold element that is not bold. */
function unwrapGoogleDocs(body: HTMLElement): void {
  for (const wrapper of body.querySelectorAll<HTMLElement>('b[id^="docs-internal-guid"],b[style*="font-weight"]')) {
    if (/font-weight:\s*(normal|400)/.test(wrapper.getAttribute('style') ?? ''))
      wrapper.replaceWith(...wrapper.childNodes)
  }
  for (const line of body.querySelectorAll('br.Apple-interchange-newline')) line.remove()
  for (const line of body.querySelectorAll(':scope > br')) line.remove()
}

/** A checklist of Google Docs, or one with real boxes, becomes a task list. */
function keepTasks(body: HTMLElement): void {
  for (const item of body.querySelectorAll<HTMLElement>('li')) {
    const box = item.querySelector<HTMLInputElement>(
      ':scope > input[type="checkbox"], :scope > p > input[type="checkbox"]',
    )
    if (item.getAttribute('role') !== 'checkbox' && !box) continue
    const checked = item.getAttribute('aria-checked') === 'true' || box?.hasAttribute('checked') === true
    box?.remove()
    item.dataset.checked = String(checked)
    item.parentElement?.setAttribute('data-type', 'taskList')
  }
}

/** A list that stands directly in a list (Google Docs, Word) belongs to the item before it. */
function putListsIntoItems(body: HTMLElement): void {
  for (const inner of body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')) {
    const before = inner.previousElementSibling
    if (before?.nodeName === 'LI') before.append(inner)
    else {
      const item = document.createElement('li')
      inner.replaceWith(item)
      item.append(inner)
    }
  }
}

const meaningful = /^(font-weight|font-style|text-decoration(-line)?)$/

/** Of all styles only those that mean a mark are kept. */
function keepMeaning(element: HTMLElement): void {
  const kept = (element.getAttribute('style') ?? '')
    .split(';')
    .map((rule) => rule.split(':').map((part) => part.trim().toLowerCase()))
    .filter(([name, value]) => name && value && meaningful.test(name))
  if (kept.length === 0) element.removeAttribute('style')
  else element.setAttribute('style', kept.map(([name, value]) => `${name}: ${value}`).join('; '))
  element.removeAttribute('class')
  element.removeAttribute('id')
}

function dropEmptyLines(body: HTMLElement): void {
  for (const line of body.querySelectorAll('p,h1,h2,h3,h4,h5,h6')) {
    if (!line.closest('li,td,th') && (line.textContent ?? '').replace(/[\s\u00a0]/g, '') === '') line.remove()
  }
}
