import { Modal } from '@mantine/core'
import type { FigureElement } from '@shared/contract/result-elements'
import { useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import { ElementHeading } from '../element-heading'
import { FigureBody } from './figure-body'
import { FigurePickers } from './figure-pickers'
import classes from './figure-view.module.css'

const DEFAULT_HEIGHT = 360

/** A figure of a result: its finding as title, choices, the drawing with its tools, and what to know about it. */
export function FigureView({ element }: { element: FigureElement }) {
  const t = useText()
  const [picks, setPicks] = useState<Record<string, number>>(() => initialPicks(element))
  const [isFull, setFull] = useState(false)
  const pickers = <FigurePickers pickers={element.pickers ?? []} picks={picks} onPick={setPicks} />
  const title = t(element.title)
  return (
    <figure className={classes.figure} aria-label={title}>
      <FigureBody
        element={element}
        picks={picks}
        height={element.height ?? DEFAULT_HEIGHT}
        heading={<ElementHeading className={classes.title}>{title}</ElementHeading>}
        pickers={pickers}
        onFullScreen={() => setFull(true)}
      />
      <Modal
        opened={isFull}
        onClose={() => setFull(false)}
        fullScreen
        title={title}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        transitionProps={{ duration: 0 }}
      >
        <FigureBody element={element} picks={picks} height="calc(100vh - 168px)" pickers={pickers} />
      </Modal>
    </figure>
  )
}

function initialPicks(element: FigureElement): Record<string, number> {
  return Object.fromEntries((element.pickers ?? []).map((picker) => [picker.id, picker.initial]))
}
