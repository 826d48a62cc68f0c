export const usage = `Regulars: customer analytics from the command line

  import FILE|FOLDER ... --workspace W [--dataset NAME] [--options JSON]
  undo --workspace W --dataset NAME [--redo]
  datasets --workspace W
  rejects --workspace W --dataset NAME [--fix JSON]
  methods [ID]
  run METHOD --workspace W --dataset NAME [--columns JSON] [--params JSON]
      [--where EXPR | --segment NAME] [--seed N] [--out FILE]
  assign --workspace W --model RUN_ID --dataset NAME [--out FILE]
  explain --workspace W --run RUN_ID --row N [--out FILE]
  model --workspace W --run RUN_ID --out FILE.sql|.json
  score --workspace W --model RUN_ID --dataset NAME [--out FILE.json|.csv]
  score --workspace W --model RUN_ID --dataset NAME --list JSON --out FILE.csv|.xlsx
  report --workspace W [--runs ID,ID] --out FILE.html|.pdf|.xlsx [--language en|zh-CN] [--title TITLE]
  chart --workspace W --spec FILE.json --out FILE.png|.svg|.html [--language en|zh-CN]
  dashboards --workspace W
  dashboard create --workspace W --dataset NAME [--name N]
  dashboard --workspace W --name N --out FILE.html|.pdf|.xlsx [--language en|zh-CN]
  segments --workspace W [--dataset NAME]
  segment create --workspace W --dataset NAME --name N --definition JSON [--description TEXT]
  segment members NAME --workspace W [--dataset NAME] --out FILE.csv|.xlsx|.parquet|.json [--language en|zh-CN]
  segment migration --workspace W [--dataset NAME] --from SIDE --to SIDE
      a SIDE is NAME,NAME[@REVISION] or run:ID
  segment remove NAME --workspace W [--dataset NAME]
  profile --workspace W --dataset NAME [--language en|zh-CN]
  duplicates --workspace W --dataset NAME [--columns JSON] [--fuzzy] [--threshold 0.85]
  recipe apply --workspace W --dataset NAME --steps FILE.json [--as NAME]
  recipe show --workspace W --dataset NAME
  recipe steps [KIND]
  query --workspace W "SELECT ..."
  export --workspace W --dataset NAME --out FILE.csv|.xlsx|.parquet|.json
      [--where EXPR | --segment NAME] [--columns JSON] [--keep-formulas]
  verify --workspace W [--quick]
  demo [--out FOLDER]

One JSON document goes to stdout, everything else to stderr. JSON may be given as @FILE. Rows count from 0.
Exit code 0: done; 1: refused or failed, with the error as the last line on stderr; 2: not understood.
`
