import { Button, Checkbox, MultiSelect, Slider } from '@mantine/core'
import type { Dataset } from '@shared/dataset/schema'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { addresses } from '../../app/routes/addresses'
import { cancelJob, JobProgress } from '../../app/shell/job-entry'
import { Page } from '../../components/page'
import { WithDataset } from '../data/with-dataset'
import classes from './duplicates.module.css'
import { FoundDuplicates } from './found-duplicates'
import { type Question, useDuplicates } from './use-duplicates'

/** Rows that say the same thing twice: looked for, looked at side by side, and left out by a step of the recipe. */
export default function DuplicatesScreen() {
  return (
    <WithDataset>{(dataset) => <Duplicates key={`${dataset.id}@${dataset.revision}`} dataset={dataset} />}</WithDataset>
  )
}

function Duplicates({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const search = useDuplicates(dataset)
  const [question, setQuestion] = useState<Question>({ columns: [], fuzzy: false, threshold: 0.85 })
  const { job, found, asked, error } = search
  return (
    <Page
      title={t('duplicates.title')}
      line={t('duplicates.line')}
      above={<Link href={addresses.dataset(dataset.id)}>{dataset.name}</Link>}
    >
      <div className={classes.screen}>
        <QuestionForm dataset={dataset} question={question} onChange={setQuestion} />
        {job ? (
          <div className={classes.job}>
            <JobProgress job={job} />
            <Button variant="default" onClick={() => cancelJob(job)}>
              {t('common.cancel')}
            </Button>
          </div>
        ) : (
          <Button leftSection={<IconSearch size={16} stroke={1.6} />} onClick={() => search.start(question)}>
            {t('duplicates.find')}
          </Button>
        )}
        {error && (
          <p role="alert" data-tone="bad">
            {t(error.message)}
          </p>
        )}
        {found && (
          <FoundDuplicates dataset={dataset} found={found} exact={asked?.fuzzy === false} onMore={search.more} />
        )}
      </div>
    </Page>
  )
}

interface QuestionFormProps {
  dataset: Dataset
  question: Question
  onChange: (question: Question) => void
}

function QuestionForm({ dataset, question, onChange }: QuestionFormProps) {
  const t = useText()
  const format = useFormat()
  const { columns, fuzzy, threshold } = question
  return (
    <div className={classes.form}>
      <MultiSelect
        label={t('duplicates.columns')}
        description={t(fuzzy ? 'duplicates.allButIds' : 'duplicates.allColumns')}
        data={dataset.columns.map(({ name }) => name)}
        value={columns}
        onChange={(next) => onChange({ ...question, columns: next })}
        searchable
        hidePickedOptions
      />
      <Checkbox
        label={t('duplicates.fuzzy')}
        description={t('duplicates.fuzzyHelp')}
        checked={fuzzy}
        onChange={(event) => onChange({ ...question, fuzzy: event.currentTarget.checked })}
      />
      {fuzzy && (
        <div>
          <span className={classes.label}>
            {t('duplicates.threshold', { share: format.number(threshold, 'percent', 0) })}
          </span>
          <Slider
            min={0.6}
            max={1}
            step={0.01}
            value={threshold}
            thumbLabel={t('duplicates.thresholdLabel')}
            label={(value) => format.number(value, 'percent', 0)}
            onChange={(next) => onChange({ ...question, threshold: next })}
          />
        </div>
      )}
    </div>
  )
}
