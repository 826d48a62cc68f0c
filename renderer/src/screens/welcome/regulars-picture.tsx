import { createRandom } from '@shared/math/random'
import { useText } from '../../app/locale/locale-provider'
import classes from './regulars-picture.module.css'

/** Centres, spreads and sizes of the groups of the drawing, in its 560 × 400 units; the first are the regulars. */
const groups = [
  { name: 'regulars', x: 190, y: 150, spread: 40, count: 44 },
  { name: 'new', x: 410, y: 135, spread: 30, count: 26 },
  { name: 'occasional', x: 350, y: 300, spread: 36, count: 32 },
  { name: 'leaving', x: 140, y: 315, spread: 22, count: 14 },
] as const

const random = createRandom(7)
/** Normal, but never so far out that a dot leaves its group. */
const near = () => Math.max(-1.7, Math.min(1.7, random.normal()))
const dots = groups.flatMap(({ name, x, y, spread, count }) =>
  Array.from({ length: count }, (_, index) => ({
    id: `${name} ${index}`,
    name,
    x: x + spread * near(),
    y: y + spread * 0.8 * near(),
    radius: 2.5 + 3 * random.next(),
  })),
)

/** A drawing of what the program does: customers as dots, groups among them, the regulars in colour. */
export function RegularsPicture() {
  const t = useText()
  return (
    <svg className={classes.picture} viewBox="0 0 560 400" role="img" aria-label={t('app.welcome.picture')}>
      {groups.map(({ name, x, y, spread }) => (
        <ellipse
          key={name}
          data-group={name}
          className={classes.group}
          cx={x}
          cy={y}
          rx={spread * 2.5}
          ry={spread * 2}
        />
      ))}
      {dots.map(({ id, name, x, y, radius }) => (
        <circle key={id} data-group={name} className={classes.dot} cx={x} cy={y} r={radius} />
      ))}
      {groups.map(({ name, x, y, spread }) => (
        <text key={name} data-group={name} className={classes.label} x={x} y={y - spread * 2 - 10}>
          {t(`app.welcome.groups.${name}`)}
        </text>
      ))}
    </svg>
  )
}
