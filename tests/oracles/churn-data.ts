import { createMatrix, type Matrix } from '@shared/dataset/column'
import { readPlainCsv, reference } from './oracles'

interface ColumnEncoding {
  kind: 'categorical' | 'numeric'
  levels_sorted: string[]
  train_median: number
  train_mean: number
  train_sd_population: number
}

interface ChurnSplit {
  train_index: number[]
  test_index: number[]
  train_fold: number[]
  columns: string[]
  encoding: Record<string, ColumnEncoding>
  replaced_before_encoding: Record<string, string>
  design_column_sums: number[]
}

export interface Part {
  x: Matrix
  y: Float64Array
}

/** The churn data as the references were made with: encoded, scaled by the training rows, and split. */
export function churnData() {
  const split = reference<ChurnSplit>('churn_split')
  const { header, rows } = readPlainCsv('telco', 'Telco-Customer-Churn.csv')
  const columns = split.columns.map((name) => encodedColumn(name, split, header, rows))
  const churned = header.indexOf('Churn')
  const y = Float64Array.from(rows, (row) => (row[churned] === 'Yes' ? 1 : 0))
  const part = (indexes: number[]): Part => ({
    x: matrixOf(columns, indexes),
    y: Float64Array.from(indexes, (i) => y[i] as number),
  })
  return {
    ...{ featureNames: split.columns, sums: columns.map((values) => values.reduce((a, b) => a + b, 0)) },
    expectedSums: split.design_column_sums,
    train: part(split.train_index),
    test: part(split.test_index),
    folds: split.train_fold,
  }
}

function encodedColumn(term: string, split: ChurnSplit, header: string[], rows: string[][]): Float64Array {
  const name = term.split('=')[0] as string
  const level = term.slice(name.length + 1)
  const encoding = split.encoding[name] as ColumnEncoding
  const at = header.indexOf(name)
  return Float64Array.from(rows, (row) => {
    const word = row[at] as string
    if (encoding.kind === 'categorical') return (split.replaced_before_encoding[word] ?? word) === level ? 1 : 0
    const value = word.trim() === '' ? encoding.train_median : Number(word)
    return (value - encoding.train_mean) / encoding.train_sd_population
  })
}

function matrixOf(columns: readonly Float64Array[], indexes: readonly number[]): Matrix {
  const matrix = createMatrix(indexes.length, columns.length, true)
  indexes.forEach((row, i) => {
    columns.forEach((values, j) => {
      matrix.data[i * columns.length + j] = values[row] as number
    })
  })
  return matrix
}
