import type { ReactNode } from 'react'
import { useResultScope } from './result-scope'

interface ElementHeadingProps {
  id?: string
  className?: string | undefined
  children: ReactNode
}

/** The title of a figure, table or segment: below the page's own title, or below a part's title in a report's preview. */
export function ElementHeading({ id, className, children }: ElementHeadingProps) {
  const Level = useResultScope().interactive ? 'h2' : 'h4'
  return (
    <Level id={id} className={className}>
      {children}
    </Level>
  )
}
