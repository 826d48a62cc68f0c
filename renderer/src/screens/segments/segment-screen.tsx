import { ActionIcon, Button, Menu } from '@mantine/core'
import type { ExportFormat } from '@shared/contract/channels'
import type { Segment, SegmentHistoryEntry } from '@shared/contract/segment-channels'
import { IconCopy, IconDots, IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { useFormat, useLanguage, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useStatus } from '../../app/store/status-store'
import { useDataset, useWorkbenchStore } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'
import { notifyError, notifyUndo } from '../../components/notify'
import { Page } from '../../components/page'
import { Section } from '../../components/section'
import { Answered, EmptyState, RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { fileName } from '../../results/export-rows'
import { SelectionRows } from '../../results/figure/selection-rows'
import { SegmentMark } from '../../results/segment-mark'
import { AssignOffer } from './assign-offer'
import { latestOf, useDefinitionWords } from './definition-words'
import { MemberReasons, SegmentProfile, versionOf } from './segment-profile'
import classes from './segment-screen.module.css'
import { Change } from './stored-segments'
import tableClasses from './stored-segments.module.css'

/** One stored segment: what makes it, how many belong to it over time, who they are. */
export default function SegmentScreen() {
  const t = useText()
  const { segmentId = '' } = useParams()
  const segments = useWorkbenchStore((state) => state.segments)
  const segment = segments?.find(({ id }) => id === segmentId)
  useStatus({ datasetId: segment?.datasetId ?? null })
  if (!segments) return <Page title={t('stored.title')}>{<RowsSkeleton />}</Page>
  if (!segment) {
    return (
      <Page title={t('stored.title')}>
        <EmptyState title={t('stored.gone')} />
      </Page>
    )
  }
  return <SegmentPage segment={segment} />
}

function SegmentPage({ segment }: { segment: Segment }) {
  const t = useText()
  const wordsOf = useDefinitionWords()
  const latest = latestOf(segment)
  return (
    <Page
      title={
        <span className={classes.title}>
          <SegmentMark label={segment.colour} />
          {segment.name}
        </span>
      }
      line={t('stored.whichAre', { definition: wordsOf(segment.definition), dataset: segment.dataset })}
      action={<SegmentActions segment={segment} />}
    >
      {latest?.problem && (
        <p className={classes.problem} role="alert">
          {t(latest.problem.message)}
        </p>
      )}
      {segment.description && <p className={classes.description}>{segment.description}</p>}
      <AssignOffer segment={segment} />
      <Sizes segment={segment} />
      <SegmentProfile segment={segment} />
      <Members segment={segment} />
      <History segment={segment} />
    </Page>
  )
}

const formats = ['xlsx', 'csv', 'parquet', 'json'] as const satisfies readonly ExportFormat[]

async function exportSegment(segment: Segment, format: ExportFormat, language: 'en' | 'zh-CN'): Promise<void> {
  try {
    const name = fileName(`${segment.dataset} – ${segment.name}`)
    const file = await workbench.file.saveAs({ suggestedName: name, format })
    if (file) await workbench.segment.export({ segmentId: segment.id, token: file.token, format, language })
  } catch (thrown) {
    notifyError(thrown)
  }
}

function SegmentActions({ segment }: { segment: Segment }) {
  const t = useText()
  const language = useLanguage()
  const [, navigate] = useLocation()
  const remove = async () => {
    await workbench.segment.remove({ segmentId: segment.id })
    navigate(addresses.segments)
    notifyUndo('stored.removed', { name: segment.name }, async () => {
      await workbench.segment.restore({ segmentId: segment.id })
      navigate(addresses.segment(segment.id))
    })
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} />}>
            {t('stored.exportWithReasons')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map((format) => (
            <Menu.Item key={format} onClick={() => void exportSegment(segment, format, language)}>
              {t(`results.format.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button leftSection={<IconPencil size={16} />} onClick={() => navigate(addresses.editSegment(segment.id))}>
        {t('stored.edit')}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('common.more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {segment.definition.kind !== 'rows' && (
            <Menu.Item
              leftSection={<IconCopy size={16} />}
              onClick={() => navigate(addresses.newSegment(segment.datasetId, segment.id))}
            >
              {t('stored.duplicate')}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void remove().catch(notifyError)}>
            {t('common.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function Sizes({ segment }: { segment: Segment }) {
  const t = useText()
  const format = useFormat()
  const newestFirst = segment.snapshots.map((snapshot, i) => ({ snapshot, before: segment.snapshots[i - 1] })).reverse()
  return (
    <Section title={t('stored.sizes.title')} line={t('stored.sizes.line')}>
      <div className={classes.sizes}>
        <table className={tableClasses.table}>
          <thead>
            <tr>
              <th>{t('stored.sizes.revision')}</th>
              <th className={tableClasses.number}>{t('stored.column.rows')}</th>
              <th className={tableClasses.number}>{t('stored.column.share')}</th>
              <th className={tableClasses.number}>{t('stored.column.change')}</th>
              <th className={tableClasses.number}>{t('stored.sizes.customers')}</th>
              <th>{t('stored.sizes.how')}</th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.map(({ snapshot, before }) => (
              <tr key={snapshot.revision}>
                <th scope="row">{format.number(snapshot.revision, 'count')}</th>
                <td className={tableClasses.number}>{format.number(snapshot.rows, 'count')}</td>
                <td className={tableClasses.number}>
                  {format.number(
                    snapshot.rows === null || snapshot.ofRows === 0 ? null : snapshot.rows / snapshot.ofRows,
                    'percent',
                    1,
                  )}
                </td>
                <td className={tableClasses.number}>
                  <Change
                    change={
                      snapshot.rows === null || before?.rows === undefined || before.rows === null
                        ? null
                        : snapshot.rows - before.rows
                    }
                  />
                </td>
                <td className={tableClasses.number}>{format.number(snapshot.customers, 'count')}</td>
                <td>{snapshot.problem ? t(snapshot.problem.message) : t(`stored.sizes.${snapshot.basis}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

/** The rows of the segment on the current revision, in a view that is open while they are shown. */
function Members({ segment }: { segment: Segment }) {
  const t = useText()
  const dataset = useDataset(segment.datasetId)
  const [asked, setAsked] = useState<number | null>(null)
  const opened = useAnswer(versionOf(segment), async () => {
    const { rowIds } = await workbench.segment.rows({ segmentId: segment.id })
    return workbench.rows.open({ dataset: segment.datasetId, rowIds: new Int32Array(rowIds) })
  })
  const viewId = opened.state === 'ready' ? opened.value.viewId : null
  useEffect(() => {
    if (viewId === null) return undefined
    return () => void workbench.rows.close({ viewId }).catch(() => undefined)
  }, [viewId])
  return (
    <Section title={t('stored.members')} line={t('stored.profile.pick')}>
      <Answered answer={opened}>
        {(view) =>
          dataset && view.count > 0 ? (
            <div className={classes.members}>
              <SelectionRows
                key={view.viewId}
                dataset={dataset}
                viewId={view.viewId}
                count={view.count}
                label={t('stored.members')}
                onRow={setAsked}
              />
            </div>
          ) : (
            <p className={classes.description}>{t('stored.nobody')}</p>
          )
        }
      </Answered>
      {asked !== null && <MemberReasons segment={segment} row={asked} />}
    </Section>
  )
}

function History({ segment }: { segment: Segment }) {
  const t = useText()
  const format = useFormat()
  const words = ({ change, from, to }: SegmentHistoryEntry) =>
    t(`stored.history.${change}`, { from: from || '–', to: to || '–' })
  return (
    <Section title={t('stored.history.title')}>
      <ul className={classes.history}>
        {[...segment.history].reverse().map((entry) => (
          <li key={`${entry.at} ${entry.change}`}>
            <time dateTime={entry.at}>{format.moment(entry.at)}</time>
            {words(entry)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
