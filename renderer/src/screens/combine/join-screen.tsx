import { ActionIcon, Button, MultiSelect, Radio, Select } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { Page } from '../../components/page'
import { WithDataset } from '../data/with-dataset'
import { ColumnSelect } from './column-select'
import classes from './combine.module.css'
import { CreateBar } from './create-bar'
import { type JoinDraft, type JoinKey, type JoinKind, joinKinds, joinStep, proposeKeys } from './join-draft'
import { PreviewCard } from './preview-card'
import { useDerivation } from './use-derivation'
import { usePreview } from './use-preview'

/** Two datasets side by side by a key, with what does not match said before anything is made. */
export default function JoinScreen() {
  return <WithDataset>{(dataset) => <Join key={dataset.id} dataset={dataset} />}</WithDataset>
}

function draftWith(dataset: Dataset, other: Dataset | undefined): JoinDraft {
  const keys = other ? proposeKeys(dataset, other) : []
  return { other: other?.id ?? null, keys, how: 'left', columns: [] }
}

function Join({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const others = (useWorkbenchStore((state) => state.datasets) ?? []).filter(({ id }) => id !== dataset.id)
  const [draft, setDraft] = useState(() => draftWith(dataset, others.length === 1 ? others[0] : undefined))
  const other = others.find(({ id }) => id === draft.other)
  const suggested = other ? t('combine.joined', { left: dataset.name, right: other.name }) : ''
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? suggested
  const step = joinStep(draft)
  const preview = usePreview(dataset.id, step)
  const derivation = useDerivation()
  const create = () =>
    step &&
    derivation.start({ dataset: dataset.id, steps: [step], kind: 'join', name: name.trim(), grain: dataset.grain })
  return (
    <Page
      title={t('combine.join.title')}
      line={t('combine.join.line')}
      above={<Link href={addresses.dataset(dataset.id)}>{dataset.name}</Link>}
    >
      <div className={classes.screen}>
        <div className={classes.form}>
          <Select
            label={t('combine.join.with')}
            data={others.map(({ id, name: label }) => ({ value: id, label }))}
            value={draft.other}
            placeholder={t('combine.join.choose')}
            nothingFoundMessage={t('combine.join.noOther')}
            onChange={(id) =>
              setDraft(
                draftWith(
                  dataset,
                  others.find((one) => one.id === id),
                ),
              )
            }
          />
          {other && (
            <Keys left={dataset} right={other} keys={draft.keys} onChange={(keys) => setDraft({ ...draft, keys })} />
          )}
          {other && (
            <Radio.Group
              label={t('combine.join.how')}
              value={draft.how}
              onChange={(how) => setDraft({ ...draft, how: how as JoinKind })}
            >
              {joinKinds.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  mt={6}
                  label={t(`combine.join.kinds.${kind}`, { left: dataset.name, right: other.name })}
                />
              ))}
            </Radio.Group>
          )}
          {other && draft.how !== 'anti' && (
            <MultiSelect
              label={t('combine.join.columns')}
              description={t('combine.join.allColumns')}
              data={other.columns.map((column) => column.name)}
              value={draft.columns}
              onChange={(columns) => setDraft({ ...draft, columns })}
              searchable
              hidePickedOptions
            />
          )}
          <CreateBar
            name={name}
            onName={setTyped}
            derivation={derivation}
            onCreate={step && preview.state !== 'failed' ? create : null}
          />
        </div>
        <PreviewCard preview={preview} />
      </div>
    </Page>
  )
}

interface KeysProps {
  left: Dataset
  right: Dataset
  keys: JoinKey[]
  onChange: (keys: JoinKey[]) => void
}

function Keys({ left, right, keys, onChange }: KeysProps) {
  const t = useText()
  const change = (at: number, part: Partial<JoinKey>) =>
    onChange(keys.map((key, i) => (i === at ? { ...key, ...part } : key)))
  return (
    <fieldset className={classes.keys}>
      <legend>{t('combine.join.keys')}</legend>
      {keys.map((key, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair of keys has no name but its place
        <div key={at} className={classes.key}>
          <ColumnSelect
            label={left.name}
            columns={left.columns}
            required
            value={key.left}
            onChange={(value) => change(at, { left: value })}
          />
          <span aria-hidden="true">=</span>
          <ColumnSelect
            label={right.name}
            columns={right.columns}
            required
            value={key.right}
            onChange={(value) => change(at, { right: value })}
          />
          {keys.length > 1 && (
            <ActionIcon
              variant="subtle"
              aria-label={t('combine.join.removeKey')}
              onClick={() => onChange(keys.filter((_, i) => i !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => onChange([...keys, { left: null, right: null }])}
      >
        {t('combine.join.addKey')}
      </Button>
    </fieldset>
  )
}
