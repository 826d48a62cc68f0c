import type { ReactNode } from 'react'
import { useMaybeResultScope } from './result-scope'

interface ElementHeadingProps {
  id?: string
  className?: string | undefined
  children: ReactNode
}

/** The title of a figure, table or segment: below the page's own title, a section's, or a part's in a report's preview. */
export function ElementHeading({ id, className, children }: ElementHeadingProps) {
  const scope = useMaybeResultScope()
  const Level = scope === null ? 'h3' : scope.interactive ? 'h2' : 'h4'
  return (
    <Level id={id} className={className}>
      {children}
    </Level>
  )
}
