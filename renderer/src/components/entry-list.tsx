import type { ReactNode } from 'react'
import { Link } from 'wouter'
import classes from './entry-list.module.css'

/** Things that are kept, one a line. */
export function EntryList({ children }: { children: ReactNode }) {
  return <ul className={classes.list}>{children}</ul>
}

interface EntryProps {
  icon: ReactNode
  href: string
  name: string
  /** What it holds. */
  line: ReactNode
  when: string
  /** Between the words and the date. */
  mark?: ReactNode
  /** What can be done with it from here. */
  actions?: ReactNode
}

/** One of them: its name leads to it. */
export function Entry({ icon, href, name, line, when, mark, actions }: EntryProps) {
  return (
    <li className={classes.entry}>
      {icon}
      <Link className={classes.words} href={href}>
        <strong>{name}</strong>
        <span className={classes.contents}>{line}</span>
      </Link>
      {mark}
      <span className={classes.when}>{when}</span>
      {actions}
    </li>
  )
}
