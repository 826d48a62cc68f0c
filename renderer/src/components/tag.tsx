import type { ReactNode } from 'react'
import classes from './tag.module.css'

interface TagProps {
  tone?: 'neutral' | 'accent' | 'warn' | 'bad'
  icon?: ReactNode
  children: ReactNode
}

/** A small word in a frame: a type, a role, a state. */
export function Tag({ tone = 'neutral', icon, children }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
