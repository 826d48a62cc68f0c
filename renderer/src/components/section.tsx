import { Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './section.module.css'

interface SectionProps {
  title: ReactNode
  line?: ReactNode
  /** Right of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A titled part of a page, with a landmark of its own. */
export function Section({ title, line, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <Title order={2} id={id} size="h3">
          {title}
        </Title>
        {aside}
      </div>
      {line && <p className={classes.line}>{line}</p>}
      {children}
    </section>
  )
}
