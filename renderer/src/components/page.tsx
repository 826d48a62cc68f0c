/**
 * The frame of every screen: title, one line that says what this is, one primary action, and its states.
 *
 *   <Page title={t('data.title')} line={t('data.line')} action={<Button …/>}>…</Page>
 *   <Page title=…><Answered answer={profile} shape={<RowsSkeleton />}>{(value) => …}</Answered></Page>
 *   <EmptyState title=… line=…>buttons</EmptyState>      <ErrorState error={error} onAgain={…} />
 *   <Section title=…>…</Section>   <Inspector title=…>…</Inspector> (see inspector.tsx)
 */
import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageProps {
  title: ReactNode
  /** What this is, in one line. */
  line?: ReactNode
  /** The one primary action, and beside it at most a menu. */
  action?: ReactNode
  /** Above the title: where this page hangs. */
  above?: ReactNode
  /** Tabs or chips under the title that stay while the content scrolls. */
  tools?: ReactNode
  /** True when the content scrolls by itself (a grid) and fills the page. */
  fill?: boolean
  children: ReactNode
}

export function Page({ title, line, action, above, tools, fill = false, children }: PageProps) {
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        {above && <div className={classes.above}>{above}</div>}
        <div className={classes.headline}>
          <div className={classes.words}>
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {line && <p className={classes.line}>{line}</p>}
          </div>
          {action && <div className={classes.action}>{action}</div>}
        </div>
        {tools}
      </header>
      <div className={fill ? classes.fill : classes.body}>{children}</div>
    </div>
  )
}
