import { MultiSelect, Select } from '@mantine/core'
import type { Migration, MigrationSide } from '@shared/contract/segment-channels'
import { useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { Page } from '../../components/page'
import { Section } from '../../components/section'
import { Answered, EmptyState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { SegmentMark } from '../../results/segment-mark'
import { useRunTitle } from '../runs/use-run-title'
import { MigrationFigure } from './migration-figure'
import classes from './migration-screen.module.css'
import tableClasses from './stored-segments.module.css'

/** Where customers went between two revisions, or between two segmentations of the same ones. */
export default function MigrationScreen() {
  const t = useText()
  const [from, to] = useProposedSides()
  const [chosen, setChosen] = useState<{ from?: MigrationSide; to?: MigrationSide }>({})
  const sides = { from: chosen.from ?? from, to: chosen.to ?? to }
  const key = JSON.stringify(sides)
  const isWhole = [sides.from, sides.to].every((side) => side.runId !== undefined || (side.segments?.length ?? 0) > 0)
  const answer = useAnswer(isWhole ? key : '', async () => (isWhole ? workbench.segment.migration(sides) : null))
  return (
    <Page title={t('stored.migration.title')} line={t('stored.migration.line')}>
      <div className={classes.sides}>
        <SideField
          title={t('stored.migration.from')}
          side={sides.from}
          onChange={(side) => setChosen({ ...chosen, from: side })}
        />
        <SideField
          title={t('stored.migration.to')}
          side={sides.to}
          onChange={(side) => setChosen({ ...chosen, to: side })}
        />
      </div>
      <Answered answer={answer}>
        {(migration) =>
          migration ? <MigrationResult migration={migration} /> : <EmptyState title={t('stored.migration.choose')} />
        }
      </Answered>
    </Page>
  )
}

/** All segments of the dataset that has most of them: from the revision before the last to the last. */
function useProposedSides(): [MigrationSide, MigrationSide] {
  const segments = useWorkbenchStore((state) => state.segments) ?? []
  const [first] = segments
  const own = segments.filter(({ datasetId }) => datasetId === first?.datasetId)
  const numbers = [...new Set(own.flatMap(({ snapshots }) => snapshots.map(({ revision }) => revision)))].toSorted(
    (a, b) => a - b,
  )
  const [before, now] = [numbers.at(-2) ?? numbers.at(-1), numbers.at(-1)]
  const known = (revision: number | undefined) =>
    own.filter(({ snapshots }) => snapshots.some((one) => one.revision === revision)).map(({ id }) => id)
  const side = (revision: number | undefined): MigrationSide =>
    revision === undefined ? { segments: [] } : { segments: known(revision), revision }
  return [side(before), side(now)]
}

interface SideFieldProps {
  title: string
  side: MigrationSide
  onChange(side: MigrationSide): void
}

const stored = 'stored'

/** One side: stored segments in a revision, or the clusters of an analysis. */
function SideField({ title, side, onChange }: SideFieldProps) {
  const t = useText()
  const titleOf = useRunTitle()
  const segments = useWorkbenchStore((state) => state.segments) ?? []
  const runs = useWorkbenchStore((state) => state.runs) ?? []
  const methods = useWorkbenchStore((state) => state.methods) ?? []
  const making = runs.filter(({ methodId }) =>
    methods.some(({ id, family }) => id === methodId && (family === 'segments' || id === 'rfm' || id === 'lifecycle')),
  )
  const chosen = segments.filter(({ id }) => side.segments?.includes(id))
  const revisions = [...new Set(chosen.flatMap(({ snapshots }) => snapshots.map(({ revision }) => revision)))]
  return (
    <fieldset className={classes.side}>
      <legend>{title}</legend>
      <Select
        aria-label={t('stored.migration.what')}
        data={[
          { value: stored, label: t('stored.migration.stored') },
          ...making.map((run) => ({ value: run.id, label: titleOf(run) })),
        ]}
        value={side.runId ?? stored}
        onChange={(value) => value && onChange(value === stored ? { segments: [] } : { runId: value })}
      />
      {side.runId === undefined && (
        <>
          <MultiSelect
            size="xs"
            aria-label={t('stored.migration.segments')}
            data={segments.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...(side.segments ?? [])]}
            onChange={(ids) => onChange({ ...side, segments: ids })}
          />
          <Select
            aria-label={t('stored.migration.of')}
            data={revisions.map((number) => ({
              value: String(number),
              label: t('stored.migration.revision', { number }),
            }))}
            value={side.revision === undefined ? null : String(side.revision)}
            onChange={(number) => number && onChange({ ...side, revision: Number(number) })}
          />
        </>
      )}
    </fieldset>
  )
}

function MigrationResult({ migration }: { migration: Migration }) {
  const t = useText()
  const { stayed, came, left } = migration
  return (
    <>
      <p className={classes.finding}>{t('stored.migration.finding', { stayed, came, left })}</p>
      <MigrationFigure migration={migration} />
      <Section title={t('stored.migration.table')}>
        <MigrationTable migration={migration} />
      </Section>
    </>
  )
}

function MigrationTable({ migration }: { migration: Migration }) {
  const t = useText()
  const format = useFormat()
  const { from, to, counts } = migration
  const other = { name: t('stored.migration.other'), colour: -1 }
  const rows = [...from, other, { name: t('stored.migration.new'), colour: -1 }]
  const columns = [...to, other, { name: t('stored.migration.gone'), colour: -1 }]
  return (
    <div className={tableClasses.scroller}>
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th />
            {columns.map(({ name, colour }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the group
              <th key={i} className={tableClasses.number}>
                <SegmentMark label={colour} />
                {name}
              </th>
            ))}
            <th className={tableClasses.number}>{t('stored.migration.total')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, colour }, i) => {
            const line = counts[i] ?? []
            const total = line.reduce((sum, count) => sum + count, 0)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the group
              <tr key={i}>
                <th scope="row">
                  <span className={tableClasses.name}>
                    <SegmentMark label={colour} />
                    {name}
                  </span>
                </th>
                {line.map((count, j) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the index is the group
                  <td key={j} className={tableClasses.number}>
                    {count === 0 ? '–' : format.number(count, 'count')}
                    <span className={classes.share}>
                      {count === 0 ? '' : format.number(count / total, 'percent', 0)}
                    </span>
                  </td>
                ))}
                <td className={tableClasses.number}>{format.number(total, 'count')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
