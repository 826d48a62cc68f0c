import fs from 'node:fs'
import { createRandom } from '../../shared/math/random'

const columns = [
  ...['customerID', 'gender', 'SeniorCitizen', 'Partner', 'Dependents', 'tenure', 'PhoneService', 'MultipleLines'],
  ...['InternetService', 'OnlineSecurity', 'OnlineBackup', 'DeviceProtection', 'TechSupport', 'StreamingTV'],
  ...['StreamingMovies', 'Contract', 'PaperlessBilling', 'PaymentMethod', 'MonthlyCharges', 'TotalCharges', 'Churn'],
]

/** Writes a file of made-up subscribers with the columns of the well-known Telco data: new ones on fibre by the month leave. */
export function writeTelcoLike(file: string, nRows: number, seed: number): void {
  const random = createRandom(seed)
  const pick = (...words: string[]) => words[Math.floor(random.next() * words.length)] as string
  const yesNo = (share: number) => (random.next() < share ? 'Yes' : 'No')
  const lines = Array.from({ length: nRows }, (_, i) => {
    const tenure = 1 + Math.floor(random.next() ** 1.6 * 72)
    const internet = pick('DSL', 'Fiber optic', 'Fiber optic', 'No')
    const contract = tenure < 12 ? 'Month-to-month' : pick('Month-to-month', 'One year', 'Two year')
    const addOn = () => (internet === 'No' ? 'No internet service' : yesNo(0.4))
    const security = addOn()
    const payment = pick('Electronic check', 'Mailed check', 'Bank transfer (automatic)', 'Credit card (automatic)')
    const monthly = 20 + (internet === 'DSL' ? 30 : internet === 'No' ? 0 : 55) + random.next() * 25
    const risk =
      -2.6 +
      (contract === 'Month-to-month' ? 1.4 : -1) +
      (internet === 'Fiber optic' ? 1 : 0) +
      (security === 'No' ? 0.5 : 0) +
      (payment === 'Electronic check' ? 0.5 : 0) -
      tenure / 30
    const churn = random.next() < 1 / (1 + Math.exp(-risk - 0.8)) ? 'Yes' : 'No'
    const phone = yesNo(0.9)
    const lines = phone === 'No' ? 'No phone service' : yesNo(0.45)
    const cells = [`C-${String(i).padStart(5, '0')}`, pick('Female', 'Male'), random.next() < 0.16 ? 1 : 0]
    return [
      ...cells,
      ...[
        yesNo(0.48),
        yesNo(0.3),
        tenure,
        phone,
        lines,
        internet,
        security,
        addOn(),
        addOn(),
        addOn(),
        addOn(),
        addOn(),
      ],
      ...[contract, yesNo(0.59), payment, monthly.toFixed(2), (monthly * tenure).toFixed(2), churn],
    ].join(',')
  })
  fs.writeFileSync(file, `${columns.join(',')}\n${lines.join('\n')}\n`)
}
