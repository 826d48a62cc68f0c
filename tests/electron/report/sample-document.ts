import type { ReportDocument, ReportFigure, ReportPart } from '../../../electron/report/document/report-document'
import { literal, type Text } from '../../../shared/contract/text'
import type { Language } from '../../../shared/locales'
import { createRandom } from '../../../shared/math/random'

const random = createRandom(7)
const words = (language: Language, en: string, zh: string): Text => literal(language === 'en' ? en : zh)

const centers = [
  [4, 2.6],
  [-2, 1],
  [1, -2.5],
  [-3.4, -2],
  [6, -1],
] as const

function scatter(language: Language, points: number, type: string): ReportFigure {
  const data = centers.map(([x, y], label) => ({
    type,
    mode: 'markers',
    name: { $text: words(language, `Segment ${label + 1}`, `客群 ${label + 1}`) },
    x: Float64Array.from({ length: points / 5 }, () => x + random.normal()),
    y: Float64Array.from({ length: points / 5 }, () => y + random.normal() * 0.8),
    marker: { color: { $color: `segment-${label}` }, size: 6, opacity: 0.75 },
  }))
  return {
    type: 'figure',
    id: `scatter-${points}`,
    title: words(language, 'Five segments on the first two principal components', '五个客群在前两个主成分上的分布'),
    caption: words(language, 'Each point is a customer.', '每个点代表一位客户。'),
    height: 380,
    data,
    layout: {
      xaxis: { title: { text: { $text: words(language, 'PC 1 (46 % of variance)', '主成分 1（解释 46% 方差）') } } },
      yaxis: { title: { text: { $text: words(language, 'PC 2 (21 %)', '主成分 2（21%）') } } },
    },
    choices: [{ label: words(language, 'Horizontal', '横轴'), value: literal('PC1') }],
    reduced: points > 10_000 ? { points: 200_000, marks: points, as: 'sample' } : null,
  }
}

function scree(language: Language): ReportFigure {
  return {
    type: 'figure',
    id: 'scree',
    title: words(language, 'Two components carry 67 % of the variance', '两个主成分承载 67% 的方差'),
    caption: null,
    height: 300,
    data: [
      {
        type: 'bar',
        name: { $text: words(language, 'Share', '占比') },
        x: [1, 2, 3, 4, 5],
        y: [0.46, 0.21, 0.16, 0.11, 0.06],
        marker: { color: { $color: 'accent' } },
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        name: { $text: words(language, 'Cumulative', '累计') },
        x: [1, 2, 3, 4, 5],
        y: [0.46, 0.67, 0.83, 0.94, 1],
        line: { color: { $color: 'ink' } },
      },
    ],
    layout: {
      yaxis: { tickformat: '.0%' },
      xaxis: { dtick: 1, title: { text: { $text: words(language, 'Component', '主成分') } } },
    },
    choices: [],
    reduced: null,
  }
}

const names = {
  en: ['Loyal regulars', 'Bargain hunters', 'New and promising', 'Lapsing', 'Occasional'],
  'zh-CN': ['忠实常客', '折扣猎手', '新晋潜力', '渐行渐远', '偶尔光顾'],
}

function parts(language: Language, hostile: string): ReportPart[] {
  const say = (en: string, zh: string) => words(language, en, zh)
  const rows = names[language].map((name, i) => [
    name,
    140 + i * 40,
    0.14 + i * 0.03,
    2807.08 / (i + 1),
    22.6 / (i + 1),
    -1.2 + i * 0.6,
    i === 3 ? null : 0.02 * i,
  ])
  return [
    {
      type: 'text',
      id: 'headline',
      style: 'headline',
      text: say(
        '14 % of your customers, the loyal regulars, bring 48 % of the revenue.',
        '14% 的客户（忠实常客）贡献了 48% 的收入。',
      ),
    },
    { type: 'metric', id: 'k', label: say('Segments', '客群数'), value: 5, unit: 'count' },
    {
      type: 'metric',
      id: 'silhouette',
      label: say('Silhouette', '轮廓系数'),
      value: 0.5668,
      unit: 'number',
      tone: 'good',
      hint: say('clearly separated', '区分清晰'),
    },
    {
      type: 'metric',
      id: 'revenue',
      label: say('Revenue in 12 months', '近 12 个月收入'),
      value: 861_234.5,
      unit: 'currency',
    },
    {
      type: 'notice',
      id: 'missing',
      level: 'warning',
      text: say('30 rows had no age and were left out.', '有 30 行缺少年龄，未参与计算。'),
    },
    scatter(language, 1000, 'scattergl'),
    {
      type: 'table',
      id: 'profile',
      title: say('What sets each segment apart', '各客群的特征'),
      caption: say('Means in original units.', '均值，原始单位。'),
      columns: [
        { id: 'segment', label: say('Segment', '客群') },
        { id: 'size', label: say('Customers', '客户数'), unit: 'count', bar: true },
        { id: 'share', label: say('Share', '占比'), unit: 'percent' },
        { id: 'spend', label: say('Annual spend', '年消费额'), unit: 'currency', bar: true },
        { id: 'orders', label: literal(hostile), unit: 'number', decimals: 1 },
        { id: 'z', label: say('Against overall', '与总体相比'), unit: 'number', decimals: 2, heat: true },
        { id: 'discount', label: say('Discount share', '折扣占比'), unit: 'percent' },
      ],
      rows,
      totals: [say('All', '合计'), 1000, 1, 900.12, 9.7, null, 0.08],
    },
    { type: 'text', id: 'reading', style: 'heading', text: say('Who they are', '他们是谁') },
    ...names[language].map(
      (name, label): ReportPart => ({
        type: 'text',
        id: `reading-${label}`,
        style: 'paragraph',
        segment: label,
        text: say(
          `${name}: 140 customers (14 %). They spend ¥2,807 a year, three times the average, come back every month and rarely wait for a discount.`,
          `${name}：140 位客户（14%）。年均消费 2,807 元，是平均水平的三倍；每月都会回购，很少等打折。`,
        ),
      }),
    ),
    { type: 'text', id: 'formula', style: 'formula', text: literal('min Σᵢ ‖xᵢ − c(xᵢ)‖²') },
  ]
}

const rejects = (language: Language) => [
  { column: 'signup_date', reason: words(language, 'not a date', '不是日期'), rows: 2 },
  { column: 'age', reason: words(language, 'not a number', '不是数字'), rows: 1 },
]

/** A report with every kind of part in it. `hostile` is put wherever a user's own words can stand. */
export function sampleDocument(language: Language = 'en', hostile = 'orders', manyPoints = 0): ReportDocument {
  const run: ReportDocument['chapters'][number]['run'] = {
    id: 'run-7f3a',
    title: null,
    methodId: 'k-means',
    datasetId: 'd1',
    dataset: hostile === 'orders' ? 'customers' : hostile,
    revision: 1,
    request: {
      methodId: 'k-means',
      dataset: 'customers',
      columns: {},
      params: { k: 5 },
      where: `"city" = '杭州'`,
      segment: null,
      seed: 42,
    },
    diagnostics: {
      rowsUsed: 967,
      rowsDropped: 33,
      dropped: [{ reason: words(language, 'missing values', '有缺失值'), rows: 33 }],
      converged: true,
      iterations: 14,
      durationMs: 182,
      seed: 42,
    },
    appVersion: '0.1.0',
    startedAt: '2026-01-05T09:30:00.000Z',
    durationMs: 182,
    stale: hostile !== 'orders',
    segmentNames: { 0: hostile },
  }
  const method = {
    id: 'k-means',
    name: words(language, 'k-means segments', 'k-means 客群划分'),
    summary: words(
      language,
      'Groups customers so that those in one group are as alike as possible.',
      '把客户分成若干组，使同组客户尽可能相似。',
    ),
    formula: literal('min Σᵢ ‖xᵢ − c(xᵢ)‖²'),
    caveats: [
      words(language, 'The number of segments is a choice, not a discovery.', '客群数量是一种选择，而非客观发现。'),
    ],
    references: [
      {
        citation:
          'Lloyd, S. P. (1982). Least squares quantization in PCM. IEEE Transactions on Information Theory 28(2), 129–137.',
        variant: 'Lloyd',
      },
    ],
  }
  const chapter = {
    id: 'run-1',
    title: method.name,
    method,
    run,
    source: 'data-1',
    columns: [{ label: words(language, 'Features', '特征'), names: ['visits', 'annual_spend', hostile] }],
    parameters: [
      { label: words(language, 'Number of segments', '客群数量'), value: literal('5') },
      { label: words(language, 'Scaling', '缩放'), value: words(language, 'standard', '标准化') },
    ],
    parts: parts(language, hostile),
  }
  const second = {
    ...chapter,
    id: 'run-2',
    title: words(language, 'Principal components', '主成分分析'),
    method: { ...method, id: 'pca', name: words(language, 'Principal components', '主成分分析') },
    parts: [scree(language), ...(manyPoints > 0 ? [scatter(language, manyPoints, 'scattergl')] : [])],
  }
  return {
    title: language === 'en' ? 'Who our customers are' : '我们的客户是谁',
    language,
    currency: 'CNY',
    workspace: '小满杂货',
    appVersion: '0.1.0',
    createdAt: Date.UTC(2026, 0, 5, 17, 42),
    chapters: [chapter, second],
    sources: [
      {
        id: 'data-1',
        revisionId: 1,
        dataset: 'customers',
        revision: 1,
        nRows: 997,
        columns: ['customer_id', 'name', hostile],
        imports: [
          {
            file: hostile === 'orders' ? 'customers.csv' : hostile,
            sheet: null,
            bytes: 95_400,
            sha256: 'dc57bd74f2ec871822b322411e246497dc57bd74f2ec871822b322411e246497',
            encoding: 'UTF-8',
            delimiter: ',',
            importedAt: Date.UTC(2026, 0, 5, 9, 12),
            rowsRead: 1000,
            rowsImported: 997,
            rowsRejected: 3,
            rejects: rejects(language),
          },
        ],
      },
    ],
  }
}
