import type { Language } from '../locales'

/** Words and formats of Plotly itself, as its `locales` setting takes them. */
export interface PlotlyLocale {
  moduleType: 'locale'
  name: string
  dictionary: Readonly<Record<string, string>>
  format: Readonly<Record<string, unknown>>
}

const dictionary = {
  Autoscale: '自动缩放',
  'Box Select': '框选',
  'Click to enter Plot title': '点击输入标题',
  'Click to enter X axis title': '点击输入横轴标题',
  'Click to enter Y axis title': '点击输入纵轴标题',
  'Compare data on hover': '悬停时对比数据',
  'Double-click on legend to isolate one trace': '双击图例可单独显示',
  'Double-click to zoom back out': '双击还原',
  'Download plot as a PNG': '下载为 PNG 图片',
  'Download plot': '下载图片',
  'Lasso Select': '套索选择',
  Pan: '平移',
  Reset: '重置',
  'Reset axes': '重置坐标轴',
  'Show closest data on hover': '悬停时显示最近的数据',
  'Snapshot succeeded': '图片已生成',
  'Taking snapshot - this may take a few seconds': '正在生成图片，请稍候',
  'Toggle Spike Lines': '显示或隐藏参考线',
  'Toggle show closest data on hover': '切换悬停方式',
  Zoom: '缩放',
  'Zoom in': '放大',
  'Zoom out': '缩小',
  'close:': '收盘：',
  'high:': '最高：',
  'low:': '最低：',
  'open:': '开盘：',
  'max:': '最大值：',
  'mean ± σ:': '均值 ± σ：',
  'mean:': '均值：',
  'median:': '中位数：',
  'min:': '最小值：',
  'lower fence:': '下界：',
  'upper fence:': '上界：',
  'q1:': '下四分位数：',
  'q3:': '上四分位数：',
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

const chinese: PlotlyLocale = {
  moduleType: 'locale',
  name: 'zh-CN',
  dictionary,
  format: {
    days: ['日', '一', '二', '三', '四', '五', '六'].map((day) => `星期${day}`),
    shortDays: ['日', '一', '二', '三', '四', '五', '六'].map((day) => `周${day}`),
    months: numerals.map((numeral) => `${numeral}月`),
    shortMonths: numerals.map((_, i) => `${i + 1}月`),
    date: '%Y-%m-%d',
    decimal: '.',
    thousands: ',',
    grouping: [3],
    currency: ['¥', ''],
    year: '%Y年',
    month: '%Y年%-m月',
    dayMonth: '%-m月%-d日',
    dayMonthYear: '%Y年%-m月%-d日',
  },
}

/** What to give Plotly as `config` for a language; English is its own. */
export function plotlyLocale(language: Language): { locale: string; locales: Readonly<Record<string, PlotlyLocale>> } {
  return language === 'zh-CN' ? { locale: 'zh-CN', locales: { 'zh-CN': chinese } } : { locale: 'en', locales: {} }
}
