import { Button, Menu } from '@mantine/core'
import type { Segment } from '@shared/contract/segment-channels'
import { IconArrowsExchange, IconChevronDown, IconFilterPlus } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Section } from '../../components/section'
import { SegmentMark } from '../../results/segment-mark'
import { changeOf, latestOf, useDefinitionWords } from './definition-words'
import classes from './stored-segments.module.css'

/** Segments that are kept: who they are, how many, and how that changed since the revision before. */
export function StoredSegments() {
  const t = useText()
  const segments = useWorkbenchStore((state) => state.segments)
  const datasets = useWorkbenchStore((state) => state.datasets)
  const [, navigate] = useLocation()
  if (!segments || !datasets?.length) return null
  return (
    <div className={classes.place}>
      <Section
        title={t('stored.title')}
        line={t(segments.length === 0 ? 'stored.emptyLine' : 'stored.line')}
        aside={
          <span className={classes.tools}>
            {segments.length > 0 && (
              <Button
                variant="default"
                leftSection={<IconArrowsExchange size={16} />}
                onClick={() => navigate(addresses.migration)}
              >
                {t('stored.migration.title')}
              </Button>
            )}
            <NewSegmentButton />
          </span>
        }
      >
        {segments.length > 0 && <SegmentTable segments={segments} />}
      </Section>
    </div>
  )
}

function NewSegmentButton() {
  const t = useText()
  const [, navigate] = useLocation()
  const datasets = useWorkbenchStore((state) => state.datasets) ?? []
  const [first] = datasets
  const icon = <IconFilterPlus size={16} stroke={1.6} />
  if (datasets.length === 1 && first) {
    return (
      <Button variant="light" leftSection={icon} onClick={() => navigate(addresses.newSegment(first.id))}>
        {t('stored.new')}
      </Button>
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="light" leftSection={icon} rightSection={<IconChevronDown size={14} />}>
          {t('stored.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('stored.ofDataset')}</Menu.Label>
        {datasets.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => navigate(addresses.newSegment(id))}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function SegmentTable({ segments }: { segments: readonly Segment[] }) {
  const t = useText()
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('stored.column.name')}</th>
            <th className={classes.number}>{t('stored.column.rows')}</th>
            <th className={classes.number}>{t('stored.column.share')}</th>
            <th className={classes.number}>{t('stored.column.change')}</th>
            <th>{t('stored.column.dataset')}</th>
            <th>{t('stored.column.definition')}</th>
          </tr>
        </thead>
        <tbody>
          {segments.map((segment) => (
            <SegmentLine key={segment.id} segment={segment} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SegmentLine({ segment }: { segment: Segment }) {
  const t = useText()
  const format = useFormat()
  const wordsOf = useDefinitionWords()
  const latest = latestOf(segment)
  const rows = latest?.rows ?? null
  const words = wordsOf(segment.definition)
  return (
    <tr>
      <th scope="row">
        <Link className={classes.name} href={addresses.segment(segment.id)}>
          <SegmentMark label={segment.colour} />
          {segment.name}
        </Link>
      </th>
      <td className={classes.number}>{format.number(rows, 'count')}</td>
      <td className={classes.number}>
        {format.number(rows === null || !latest?.ofRows ? null : rows / latest.ofRows, 'percent', 1)}
      </td>
      <td className={classes.number}>
        <Change change={changeOf(segment)} />
      </td>
      <td>{segment.dataset}</td>
      <td className={classes.words} title={words}>
        {latest?.problem ? <span className={classes.problem}>{t(latest.problem.message)}</span> : words}
      </td>
    </tr>
  )
}

/** How many more or fewer, with a sign. */
export function Change({ change }: { change: number | null }) {
  const format = useFormat()
  if (change === null) return '–'
  return `${change > 0 ? '+' : ''}${format.number(change, 'count')}`
}
