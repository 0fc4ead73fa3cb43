import { accents, type Brush, box, dot, ground, ink, line, paper, shape, teal, times } from './brush.ts'

type Scene = (brush: Brush) => string

const sheet = (inside: string, turn = -1) =>
  ground('#b99a72', '#a88a63') + `<g transform="rotate(${turn} 600 400)">${box(110, 70, 980, 660, paper)}${inside}</g>`

export const map: Scene = (brush) => {
  const stops = Array.from({ length: 8 }, (_, at) => ({ x: 190 + at * 118, y: 400 + brush.between(-110, 110) }))
  const way = stops.map(({ x, y }, at) => `${at ? 'L' : 'M'}${x},${y}`).join(' ')
  return sheet(
    line(way, teal, 7, 'stroke-dasharray="2 16"') +
      stops
        .map(
          ({ x, y }, at) =>
            dot(x, y, 30, at === 5 ? paper : brush.one(accents), at === 5 ? `stroke="${ink}" stroke-width="5"` : '') +
            line(`M${x - 34},${y + 56} h68 M${x - 24},${y + 74} h48`, '#9a958c', 4),
        )
        .join('') +
      dot(970, 160, 48, '#e8b84f') +
      times(10, (at) =>
        line(
          `M${970 + Math.cos(at * 0.63) * 62},${160 + Math.sin(at * 0.63) * 62} L${970 + Math.cos(at * 0.63) * 84},${160 + Math.sin(at * 0.63) * 84}`,
          '#e8b84f',
          6,
        ),
      ),
  )
}

export const chart: Scene = (brush) =>
  sheet(
    times(17, (at) => line(`M150,${110 + at * 36} H1050`, '#dfe6e8', 2)) +
      times(25, (at) => line(`M${160 + at * 37},100 V690`, '#dfe6e8', 2)) +
      line('M210,130 V620 H1020', ink, 5) +
      times(5, (at) => {
        const tall = at === 3 ? 400 : brush.between(180, 260)
        const low = brush.between(110, 140)
        const x = 250 + at * 150
        return (
          box(x, 616 - tall, 52, tall, '#b85c6b', 'opacity=".85" rx="5"') +
          box(x + 60, 616 - low, 52, low, '#1f6f6b', 'opacity=".85" rx="5"')
        )
      }),
    1,
  )

export const trend: Scene = (brush) => {
  const points = Array.from(
    { length: 9 },
    (_, at) => `${at ? 'L' : 'M'}${220 + at * 94},${560 - at * 22 + brush.between(-60, 60)}`,
  )
  return sheet(
    times(15, (at) => line(`M150,${130 + at * 38} H1050`, '#dfe6e8', 2)) +
      line('M210,120 V620 H1020', ink, 5) +
      line(points.join(' '), '#4b4a8c', 9) +
      line(
        `M220,${brush.between(300, 420)} C420,260 700,520 1000,${brush.between(280, 340)}`,
        '#c98a2b',
        6,
        'stroke-dasharray="16 14"',
      ),
    -1,
  )
}

const tub = (level: number) =>
  line('M280,330 C290,640 330,690 420,690 H780 C870,690 910,640 920,330', ink, 14) +
  line('M230,330 H970', ink, 16) +
  line('M330,330 V210 H400 V250', '#8a8f92', 18) +
  line(`M700,690 V740`, '#8a8f92', 22) +
  (level
    ? shape(
        `M${300 - level / 20},${690 - level} H${900 + level / 20} C880,660 850,682 780,682 H420 C350,682 320,660 ${300 - level / 20},${690 - level} Z`,
        '#7fa9c4',
        'opacity=".55"',
      )
    : '')

const drops = (brush: Brush, count: number) =>
  times(count, () => {
    const x = brush.between(330, 860)
    const y = brush.between(430, 640)
    return shape(`M${x},${y} q-20,34 0,46 q20,-12 0,-46 Z`, brush.one(['#3f6f9a', '#5f8fb8', '#7fa9c4', '#2f5f86']))
  })

export const bathtub: Scene = (brush) => ground('#c9a77c', '#b8966b') + tub(260) + drops(brush, 62)

export const bathtubEmpty: Scene = (brush) =>
  ground('#c9a77c', '#b8966b') +
  tub(0) +
  times(9, (at) =>
    shape(`M${110 + at * 6},${748 - at * 7} q-20,22 0,32 q20,-10 0,-32 Z`, brush.one(['#3f6f9a', '#5f8fb8'])),
  )

export const drop: Scene = (brush) =>
  ground('#c9a77c', '#b8966b') +
  shape('M560,210 q-110,180 0,250 q110,-70 0,-250 Z', '#8fb4cc') +
  shape('M620,190 q-190,310 0,430 q190,-120 0,-430 Z', '#3f6f9a') +
  times(5, (at) => line(`M540,${400 + at * 32} h${brush.between(110, 160)}`, '#e6eef3', 6))

export const papers: Scene = (brush) =>
  sheet(
    times(15, (at) => line(`M190,${130 + at * 38} h${brush.between(420, 640)}`, at === 6 ? ink : '#b5b0a6', 6)) +
      times(26, (at) =>
        line(
          `M${890 + (at % 4) * 34},${at < 16 ? 340 + Math.floor(at / 4) * 14 : brush.between(130, 680)} l16,-22`,
          '#b8463d',
          5,
        ),
      ),
    1,
  )

export const ladder: Scene = (brush) =>
  sheet(
    line('M420,690 L500,110 M760,690 L690,110', '#8a6342', 16) +
      times(7, (at) => {
        const y = 640 - at * 80
        return (
          line(`M${428 + at * 11},${y} L${754 - at * 10},${y}`, brush.one(accents), 13) +
          line(`M800,${y} h${brush.between(90, 210)}`, '#b5b0a6', 5)
        )
      }) +
      line('M400,120 C210,240 220,520 390,640', teal, 6, 'stroke-dasharray="4 14"'),
    -1,
  )
