import { Button, CopyButton, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RecipeView } from '@shared/contract/recipe-channels'
import { IconFileTypeSql } from '@tabler/icons-react'
import { useText } from '../../app/locale/locale-provider'
import classes from './prepare.module.css'

/** The recipe as one statement as far as SQL goes, to read and to copy; and why it goes no further. */
export function RecipeSql({ sql }: { sql: NonNullable<RecipeView['sql']> }) {
  const t = useText()
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="subtle" leftSection={<IconFileTypeSql size={16} />} onClick={open}>
        {t('prepare.sql')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('prepare.sql')} size="lg">
        <p className={classes.facts}>{t('prepare.sqlLine')}</p>
        {sql.stop && (
          <p className={classes.facts}>
            {t('prepare.sqlStops', { step: sql.stop.place + 1, reason: t(`prepare.withoutSql.${sql.stop.why}`) })}
          </p>
        )}
        <pre className={classes.sql}>{sql.text}</pre>
        <CopyButton value={sql.text}>
          {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'prepare.copied' : 'prepare.copy')}</Button>}
        </CopyButton>
      </Modal>
    </>
  )
}
