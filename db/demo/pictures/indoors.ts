import { accents, type Brush, box, dot, ground, ink, line, paper, shape, teal, times, width } from './brush.ts'

type Scene = (brush: Brush) => string

const wall = (colour: string, floor = '#c7a981') => ground(colour, '#f4ead8') + box(0, 620, width, 180, floor)

export const door = (brush: Brush, colour = teal): string =>
  wall(brush.one(['#e8dcc4', '#dfe3da', '#ecd9cd'])) +
  box(430, 150, 330, 490, '#6b5a48') +
  shape('M450,170 H740 V640 H450 Z', '#ffe7b5') +
  shape('M450,170 L620,205 V690 L450,640 Z', colour) +
  dot(596, 440, 12, '#e8c46a') +
  shape('M620,690 L740,640 L980,800 H560 Z', '#ffe7b5', 'opacity=".55"') +
  times(12, (at) => line(`M${at * 110},625 l-60,175`, '#a98a62', 2, 'opacity=".5"'))

export const blueDoor: Scene = (brush) => door(brush, '#3f5f9a')

export const doorsRow: Scene = (brush) =>
  ground('#5f6f80', '#a9b2b5') +
  box(0, 640, width, 160, '#566068') +
  times(6, (at) => {
    const open = at === 3
    const x = 50 + at * 190
    return (
      box(x, 330, 130, 310, open ? '#ffd98a' : accents[at % accents.length]!) +
      (open ? shape(`M${x},640 h130 l60,160 h-250 Z`, '#ffd98a', 'opacity=".5"') : dot(x + 108, 490, 8, '#eee'))
    )
  }) +
  times(70, () => {
    const x = brush.between(0, width)
    const y = brush.between(0, 760)
    return line(`M${x},${y} l-8,34`, '#dfe6ea', 2, 'opacity=".5"')
  })

export const window: Scene = (brush) =>
  ground('#22293d', '#39415a') +
  box(180, 130, 840, 560, '#2d3145') +
  times(8, (at) =>
    box(230 + (at % 4) * 200, 190 + Math.floor(at / 4) * 240, 130, 160, at === 5 ? '#ffdf9a' : '#3b4058', 'rx="6"'),
  ) +
  times(4, (at) => dot(448 + at * 32, 580, 9, brush.one(['#fff2c8', '#ffe0a0']))) +
  times(30, () => dot(brush.between(0, width), brush.between(0, 120), 1.8, '#fdf6df'))

export const openWindow: Scene = (brush) =>
  ground('#f0cf7e', '#f7e6b8') +
  box(0, 650, width, 150, '#c79a55') +
  box(640, 140, 320, 510, '#fdf8ea') +
  shape('M640,140 h320 v510 h-320 Z', '#cfe3ea') +
  shape(
    `M640,140 C560,300 ${brush.between(380, 460)},420 360,610 C500,560 620,480 660,330 Z`,
    '#fffdf6',
    'opacity=".9"',
  ) +
  times(5, (at) => box(140 + at * 62, 560, 40, 60 + (at % 2) * 20, accents[at]!, 'rx="8"'))

export const table: Scene = (brush) =>
  wall('#e4ddd0') +
  shape('M140,520 H1060 L1160,800 H40 Z', '#b98a5c') +
  box(380, 560, 330, 210, paper, 'transform="rotate(-5 540 660)"') +
  times(8, (at) =>
    line(
      `M410,${590 + at * 20} h${brush.between(140, 260)}`,
      at % 3 ? '#9a958c' : '#b85c6b',
      4,
      'transform="rotate(-5 540 660)"',
    ),
  ) +
  dot(840, 640, 62, '#f4efe4') +
  dot(840, 640, 46, '#8a5a34') +
  line('M820,560 q-14,-30 6,-58 M850,560 q-14,-30 6,-58', '#f4efe4', 6, 'opacity=".7"') +
  box(210, 650, 110, 46, '#b8463d', 'rx="10"') +
  dot(236, 702, 18, ink) +
  dot(296, 702, 18, ink)

export const tea: Scene = (brush) =>
  wall('#d9e2e2') +
  box(80, 540, 1040, 40, '#9a7a55', 'rx="8"') +
  times(9, (at) => {
    const x = 170 + at * 106
    const colour = brush.one(accents)
    return box(x, 470, 60, 70, colour, 'rx="10"') + line(`M${x + 60},490 q28,14 0,34`, colour, 9)
  }) +
  shape('M540,460 C520,330 700,330 690,460 Z', '#8a8f92') +
  line('M690,400 q60,-10 70,-70', '#8a8f92', 18) +
  times(3, (at) => line(`M${590 + at * 24},310 q-16,-40 6,-80`, '#ffffff', 7, 'opacity=".7"'))

export const circle: Scene = (brush) =>
  ground('#d8c3a2', '#cdb58f') +
  times(9, (at) => line(`M0,${at * 95} H${width}`, '#b99b70', 2, 'opacity=".6"')) +
  times(8, (at) => {
    const turn = (at / 8) * Math.PI * 2 + brush.between(-0.08, 0.08)
    const x = 600 + Math.cos(turn) * 250
    const y = 400 + Math.sin(turn) * 250
    const degrees = (turn * 180) / Math.PI + 90
    return `<g transform="rotate(${degrees.toFixed(0)} ${x.toFixed(0)} ${y.toFixed(0)})">${box(x - 42, y - 36, 84, 72, brush.one(accents), 'rx="14"')}${box(x - 42, y - 52, 84, 16, ink, 'rx="8"')}</g>`
  }) +
  dot(600, 400, 46, '#fbf3df') +
  dot(600, 400, 18, '#e0a93a')

export const notes: Scene = (brush) =>
  ground('#8a6f52', '#7a6148') +
  box(90, 80, 1020, 640, '#e9dcc2', 'rx="10"') +
  times(20, (at) => {
    const x = 140 + (at % 5) * 196
    const y = 120 + Math.floor(at / 5) * 148
    const turn = brush.between(-7, 7)
    const words = times(3, (row) => line(`M${x + 16},${y + 30 + row * 24} h${brush.between(50, 100)}`, '#6a665f', 4))
    return `<g transform="rotate(${turn} ${x + 66} ${y + 55})">${box(x, y, 134, 112, brush.one(['#bcd3de', '#f2dca0', '#e8c3bb', '#cfdcc0']))}${words}</g>`
  })

export const sign: Scene = (brush) =>
  ground('#a9b7a9', '#8b9c8e') +
  `<g transform="rotate(-2 600 400)">${box(330, 90, 540, 620, paper)}${times(3, (part) =>
    times(4, (row) => line(`M390,${170 + part * 150 + row * 28} h${brush.between(240, 410)}`, accents[part]!, 9)),
  )}${shape('M500,620 q100,70 200,0 Z', '#c98a2b')}${times(3, (at) => line(`M${555 + at * 42},600 q-12,-24 4,-44`, '#9a958c', 5))}</g>` +
  dot(600, 106, 14, '#b8463d')

export const bench: Scene = (brush) =>
  wall(brush.one(['#dfe3da', '#e6dccf']), '#9aa39a') +
  box(260, 250, 420, 260, '#cfe0e6') +
  line('M470,250 V510 M260,380 H680', '#fbf9f5', 12) +
  box(200, 560, 800, 34, '#8a6342', 'rx="10"') +
  box(250, 594, 30, 120, '#5f4530') +
  box(920, 594, 30, 120, '#5f4530') +
  box(760, 478, 120, 84, brush.one(accents), 'rx="22"') +
  line('M790,480 q30,-50 60,0', ink, 8)

export const lantern: Scene = (brush) =>
  ground('#1d2233', '#41394a') +
  times(3, (at) => {
    const x = 330 + at * 270
    const y = 360 + (at % 2) * 90
    return (
      dot(x, y, 150, '#f2b65a', 'opacity=".16"') +
      box(x - 52, y - 80, 104, 160, '#f6cd7e', 'rx="20"') +
      box(x - 60, y - 96, 120, 22, '#5c4a3a', 'rx="8"') +
      box(x - 60, y + 76, 120, 22, '#5c4a3a', 'rx="8"') +
      line(`M${x},0 V${y - 96}`, '#5c4a3a', 5) +
      dot(x, y + brush.between(0, 30), 24, '#fff3cf')
    )
  })

export const tile: Scene = () =>
  ground('#d5d2c8', '#c9c6bb') +
  times(9, (at) => box(90 + (at % 3) * 345, 40 + Math.floor(at / 3) * 245, 330, 230, '#f3f0e7')) +
  times(
    5,
    (ring) =>
      `<ellipse cx="600" cy="400" rx="${110 - ring * 18}" ry="${76 - ring * 12}" fill="#9a6f3c" opacity="${0.1 + ring * 0.05}"/>`,
  ) +
  shape('M600,440 q-16,34 0,46 q16,-12 0,-46 Z', '#7fa3b3')

export const shoes: Scene = (brush) =>
  wall('#e9dfcd', '#b99770') +
  box(120, 470, 960, 24, '#8a6342') +
  times(10, (at) => {
    const x = 150 + at * 94
    const colour = brush.one(accents)
    return (
      shape(`M${x},640 q4,-44 30,-44 q8,28 44,30 q12,8 8,20 Z`, colour) +
      shape(`M${x + 6},690 q4,-44 30,-44 q8,28 44,30 q12,8 8,20 Z`, colour)
    )
  }) +
  times(10, (at) => line(`M${170 + at * 94},494 v${brush.between(30, 70)}`, brush.one(accents), 26))

export const jars: Scene = (brush) =>
  wall('#dfe6e4') +
  box(120, 610, 960, 30, '#8a6342') +
  [0, 1]
    .map((at) => {
      const x = 290 + at * 380
      return (
        box(x, 240, 240, 370, '#ffffff', 'rx="34" opacity=".55"') +
        times(at ? 4 : 42, () =>
          box(
            brush.between(x + 20, x + 180),
            brush.between(at ? 540 : 300, 580),
            46,
            16,
            at ? '#c98a2b' : '#5f8fae',
            `transform="rotate(${brush.between(-40, 40)} ${x + 120} 450)"`,
          ),
        ) +
        box(x + 30, 200, 180, 46, '#9a8f7c', 'rx="10"')
      )
    })
    .join('')

export const counter: Scene = () =>
  wall('#dcd8cd', '#a9a08f') +
  box(160, 380, 640, 300, '#7d6247') +
  box(140, 356, 680, 30, '#5f4a36') +
  box(180, 110, 600, 246, '#cfe3ea', 'opacity=".6"') +
  line('M480,110 V356', '#f4f4f0', 8) +
  box(880, 560, 130, 20, '#b85c6b') +
  box(880, 580, 14, 120, ink) +
  box(996, 580, 14, 120, ink) +
  box(996, 440, 14, 130, ink)
