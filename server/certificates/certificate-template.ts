/**
 * The printed page, in Typst. Everything it says comes in as JSON (`sys.inputs.page`), so a name can never be read as
 * markup. It fits A4 and US Letter, landscape; a long name grows smaller before it takes a second line. Everything
 * that is only ornament sits in the page's background, which a screen reader is not told about.
 */
export const certificateTemplate = String.raw`
#let page-data = json(bytes(sys.inputs.page))
#let ink = rgb("#22201c")
#let quiet = rgb("#645e55")
#let hair = rgb("#cfc6b8")
#let teal = rgb("#0f5c5c")
#let rose = rgb("#b4506a")
#let amber = rgb("#b07a1e")
#let indigo = rgb("#4b4fa0")
#let faces = ("Source Serif 4", "Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari", "Noto Serif Khmer", "Noto Sans Thai")

#set document(title: page-data.documentTitle, author: page-data.issuer)
#set text(font: faces, fill: ink, size: 12pt, lang: "en", fallback: false, number-type: "lining", hyphenate: false)
#set par(leading: 0.6em, spacing: 0pt, justify: false)

// Self, relations, wider world: a circle, two rings, a hexagon.
#let facets = box(height: 15mm, width: 44mm, {
  place(left + horizon, dx: 0mm, circle(radius: 5.2mm, stroke: 0.9pt + rose))
  place(left + horizon, dx: 14.6mm, circle(radius: 5.2mm, stroke: 0.9pt + amber))
  place(left + horizon, dx: 20.2mm, circle(radius: 5.2mm, stroke: 0.9pt + amber))
  place(left + horizon, dx: 34.4mm, polygon.regular(size: 10.8mm, vertices: 6, stroke: 0.9pt + indigo))
})

#set page(
  paper: page-data.paper,
  flipped: true,
  fill: rgb("#fbf9f5"),
  margin: (x: 27mm, top: 37mm, bottom: 21mm),
  background: {
    place(center + horizon, rect(width: 100% - 18mm, height: 100% - 18mm, stroke: 0.6pt + hair))
    place(center + horizon, rect(width: 100% - 21mm, height: 100% - 21mm, stroke: 1.4pt + teal))
    place(center + top, dy: 15.5mm, facets)
    if page-data.stamp != none {
      place(center + horizon, rotate(-18deg, text(size: 84pt, weight: 600, fill: rgb("#a3241f30"), page-data.stamp)))
    }
  },
)
#show heading: set block(above: 0pt, below: 0pt)
#show link: set text(fill: ink)

#let fitted(body, largest, smallest) = layout(room => {
  let size = largest
  while size > smallest and measure(text(size: size, body)).width > room.width { size = size - 1pt }
  text(size: size, body)
})

#align(center, text(size: 12pt, fill: quiet, tracking: 0.05em, page-data.issuer))
#v(1fr)
#align(center, {
  text(size: 14pt, style: "italic", fill: quiet, "This is to say that")
  v(9mm)
  block(width: 100%, {
    set par(leading: 0.45em)
    set text(lang: page-data.nameLanguage, dir: if page-data.rightToLeft { rtl } else { ltr })
    fitted(page-data.name, 50pt, 26pt)
  })
  v(10mm)
  text(size: 14pt, style: "italic", fill: quiet, page-data.sentenceBefore)
  v(8mm)
  heading(level: 1, text(size: 25pt, weight: 600, fill: teal, page-data.awardTitle))
  if page-data.commended {
    v(5mm)
    text(size: 15pt, style: "italic", fill: ink, "with commendation")
  }
  v(11mm)
  if page-data.programmeSentence != none { text(size: 13pt, page-data.programmeSentence) }
  if page-data.teamSentence != none {
    v(3mm)
    text(size: 13pt, page-data.teamSentence)
  }
})
#v(1.15fr)

#if page-data.code != none { grid(
  columns: (1fr, auto),
  column-gutter: 12mm,
  align: (left + bottom, right + bottom),
  {
    grid(
      columns: page-data.signatories.map(_ => 58mm),
      column-gutter: 9mm,
      ..page-data.signatories.map(signatory => {
        text(size: 15pt, style: "italic", signatory.name)
        v(2.6mm)
        line(length: 100%, stroke: 0.5pt + quiet)
        v(2mm)
        text(size: 9.5pt, fill: quiet, signatory.title)
      }),
    )
    v(7mm)
    text(size: 10.5pt, page-data.awardedSentence)
    v(2.2mm)
    text(size: 9.5pt, fill: quiet, page-data.numberSentence)
  },
  grid(
    columns: (auto, 25mm),
    column-gutter: 4mm,
    align: (right + bottom, right + bottom),
    block(width: 58mm, {
      set align(right)
      set par(leading: 0.5em)
      text(size: 9.5pt, fill: quiet, "Check this certificate at")
      v(1.6mm)
      text(size: 9.5pt, link(page-data.verifyUrl, page-data.verifyWords.join(linebreak())))
    }),
    image(bytes(page-data.code), format: "svg", width: 25mm, alt: "A code that leads to " + page-data.verifyUrl),
  ),
) }
`
