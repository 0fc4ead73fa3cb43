import type { PageDom } from '#domain/portfolio/page-dom.ts'

/** The DOM of a page's element without content of its own; the renderer's `domToHtml` makes the same as a string. */
export function domToElement([tag, attrs, ...children]: PageDom): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attrs)) if (value !== null) element.setAttribute(name, value)
  for (const child of children) {
    if (child !== 0) element.append(typeof child === 'string' ? child : domToElement(child))
  }
  return element
}
