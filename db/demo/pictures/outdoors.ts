import {
  accents,
  type Brush,
  box,
  dot,
  earths,
  ground,
  height,
  hill,
  ink,
  line,
  shape,
  skies,
  times,
  width,
} from './brush.ts'

type Scene = (brush: Brush) => string

function sky(brush: Brush): string {
  const [top, bottom] = brush.one(skies)
  return (
    ground(top, bottom) +
    dot(brush.between(200, 1000), brush.between(130, 260), brush.between(46, 80), '#fff4d8', 'opacity=".9"')
  )
}

export const hills: Scene = (brush) => sky(brush) + times(4, (at) => hill(brush, 360 + at * 110, 50, earths[at]!))

export const oaks: Scene = (brush) =>
  sky(brush) +
  hill(brush, 520, 40, '#c9b27c') +
  times(2, (at) => {
    const x = 330 + at * 480
    const crown = times(9, () =>
      dot(
        x + brush.between(-150, 150),
        400 + brush.between(-80, 40),
        brush.between(60, 100),
        brush.one(['#4f6f57', '#5f7f62', '#6f8a66']),
      ),
    )
    return (
      shape(
        `M${x - 26},680 C${x - 10},560 ${x - 30},500 ${x},420 C${x + 30},500 ${x + 12},560 ${x + 30},680 Z`,
        '#5c4a3a',
      ) + crown
    )
  }) +
  times(14, (at) => dot(810 + Math.cos(at / 2.2) * 150, 715 + Math.sin(at / 2.2) * 34, 11, '#e8dcc0'))

export const bus: Scene = (brush) =>
  ground('#28324a', '#c99a78') +
  hill(brush, 480, 40, '#3a4a57') +
  box(0, 640, width, 160, '#2f3238') +
  times(8, (at) => box(40 + at * 150, 716, 80, 8, '#c9b27c')) +
  box(300, 420, 620, 220, '#e0a93a', 'rx="26"') +
  box(300, 560, 620, 14, ink) +
  times(5, (at) => box(336 + at * 108, 452, 84, 78, '#ffe9b0', 'rx="10"')) +
  box(868, 452, 44, 150, '#f2d79a', 'rx="8"') +
  times(2, (at) => dot(420 + at * 380, 640, 54, ink) + dot(420 + at * 380, 640, 22, '#8a8478')) +
  dot(926, 606, 14, '#fff6d0') +
  shape('M926,606 L1200,560 L1200,690 Z', '#fff6d0', 'opacity=".25"')

export const stars: Scene = (brush) =>
  ground('#141b33', '#3d4a6b') +
  times(150, () =>
    dot(
      brush.between(0, width),
      brush.between(0, 600),
      brush.between(0.8, 3.2),
      '#fdf6df',
      `opacity="${brush.between(0.4, 1)}"`,
    ),
  ) +
  line('M180,240 L300,180 L430,250 L560,210 L640,320 L560,400 L430,250', '#fdf6df', 2, 'opacity=".5"') +
  ['180,240', '300,180', '430,250', '560,210', '640,320', '560,400']
    .map((at) => dot(Number(at.split(',')[0]), Number(at.split(',')[1]), 7, '#fff'))
    .join('') +
  hill(brush, 640, 30, '#10182a') +
  shape('M820,700 L980,560 L1140,700 Z', '#0b1120') +
  dot(980, 676, 22, '#e8a54a') +
  dot(980, 676, 60, '#e8a54a', 'opacity=".18"')

export const garden: Scene = (brush) =>
  sky(brush) +
  box(0, 470, width, 330, '#8a6f52') +
  times(5, (row) =>
    times(14, (at) => {
      const x = 40 + at * 88 + (row % 2) * 30
      const y = 520 + row * 62
      return (
        line(
          `M${x},${y} q-8,-30 -22,-38 M${x},${y} q8,-34 22,-40 M${x},${y} v-46`,
          brush.one(['#4f7f55', '#6b9460', '#3f6f50']),
          9,
        ) + (brush.between(0, 1) > 0.7 ? dot(x, y - 50, 10, brush.one(accents)) : '')
      )
    }),
  ) +
  times(9, (at) => box(30 + at * 140, 380, 22, 110, '#e9dfc9', 'rx="6"')) +
  box(0, 410, width, 16, '#e9dfc9')

export const sea: Scene = (brush) =>
  ground('#9fc3c4', '#0f4a55') +
  times(7, (at) => {
    const x = 90 + at * 165 + brush.between(-30, 30)
    const leaves = times(9, (leaf) => {
      const y = 760 - leaf * 76
      const side = leaf % 2 ? 1 : -1
      return shape(
        `M${x},${y} q${side * 70},-30 ${side * 92},-76 q${side * -60},0 ${side * -92},76`,
        brush.one(['#6f8a3c', '#8a9a45', '#4f6f3c']),
      )
    })
    return line(`M${x},800 C${x - 40},560 ${x + 40},330 ${x},90`, '#55702f', 9) + leaves
  }) +
  times(24, () =>
    dot(brush.between(0, width), brush.between(60, 760), brush.between(3, 9), '#e7f4ee', 'opacity=".5"'),
  ) +
  shape(`M0,0 H${width} V40 Q900,86 600,50 T0,60 Z`, '#e7f4ee', 'opacity=".6"')

export const bridges: Scene = (brush) =>
  sky(brush) +
  hill(brush, 430, 30, '#8fa6a6') +
  box(0, 560, width, 240, '#5f8790') +
  [0, 1]
    .map((at) => {
      const y = 470 + at * 130
      const arches = times(4, (arch) =>
        line(`M${arch * 300},${y + 90} A150,90 0 0 1 ${arch * 300 + 300},${y + 90}`, at ? '#7d5c45' : '#a98a6a', 26),
      )
      return box(0, y - 8, width, 24, at ? '#7d5c45' : '#a98a6a') + arches
    })
    .join('') +
  times(20, () => line(`M${brush.between(0, 1150)},${brush.between(690, 790)} h${brush.between(20, 70)}`, '#a9c4c8', 4))

export const path: Scene = (brush) =>
  sky(brush) +
  hill(brush, 420, 30, earths[1]) +
  hill(brush, 520, 30, earths[3]) +
  shape(
    'M520,800 C600,690 430,640 560,560 C640,510 600,470 640,430 L668,430 C650,480 720,520 650,580 C560,650 800,690 860,800 Z',
    '#efe2c4',
  ) +
  times(16, () => dot(brush.between(40, 1160), brush.between(600, 780), brush.between(6, 12), brush.one(accents)))

export const reeds: Scene = (brush) =>
  ground('#e6ddc8', '#8fb0ae') +
  box(0, 560, width, 240, '#6f979a') +
  times(46, () => {
    const x = brush.between(0, width)
    const top = brush.between(260, 480)
    return (
      line(
        `M${x},800 Q${x + brush.between(-40, 40)},${top + 160} ${x + brush.between(-20, 20)},${top}`,
        brush.one(['#6f7f4a', '#8a8f55', '#566b45']),
        7,
      ) + box(x - 8, top - 50, 16, 70, '#7a5638', 'rx="8"')
    )
  }) +
  line('M640,640 V470', ink, 6) +
  line('M664,640 V480', ink, 6) +
  shape('M560,470 C590,390 690,380 740,450 C700,500 610,510 560,470 Z', '#7f94a6') +
  line('M720,430 C770,370 700,330 742,280', '#7f94a6', 20) +
  shape('M742,262 l76,18 l-72,20 Z', '#d39a3a')

export const gate: Scene = (brush) =>
  sky(brush) +
  box(0, 600, width, 200, '#b7ab8f') +
  times(15, (at) => box(at * 82 + 10, 330, 16, 290, '#5f7f86', 'rx="6"')) +
  box(0, 370, width, 14, '#5f7f86') +
  box(0, 560, width, 14, '#5f7f86') +
  box(500, 320, 210, 300, '#efe6d2') +
  line('M500,320 L610,390 V690 L500,620 Z', '#b85c6b', 14) +
  times(6, () => dot(brush.between(60, 1140), brush.between(660, 780), 12, brush.one(accents))) +
  box(0, height - 20, width, 20, '#93886f')
