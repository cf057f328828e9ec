/** The PC's own part of the health line, and the page of health. */
export const pc = {
  scanner: 'Scanner',
  network: 'Network',
  offline: 'No network',
  clock: 'Clock',
  disk: 'Disk',
  diskLow: (mb: number) => `Disk nearly full: ${String(mb)} MB left`,
  slow: (stage: string, time: string) => `Slow: ${stage}, ${time}`,
  ms: (value: string) => `${value} ms`,
  seconds: (value: string) => `${value} s`,
  /** Inside a sentence. */
  stages: {
    scan: 'reading the scan',
    row: 'writing the payment down',
    sign: 'signing and sending',
    gateway: 'Alipay+ and the wallet',
    record: 'checking and writing down the answer',
    screen: 'handing the result to the screen',
    paper: 'printing',
  },
  title: 'Health of this PC',
  card: 'Scanner, printer, network, clock, disk, and how long each stage of a payment takes here.',
  open: 'Show health',
  works: 'What works, and what does not',
  stagesTitle: 'How long each stage takes',
  stagesHint:
    'Measured on this PC since Paydesk was started. Half of the payments were as quick as the middle figure; 99 of 100 as quick as the last.',
  none: 'Nothing is measured yet: the figures come with the first payment.',
  columns: { stage: 'Stage', count: 'Times', last: 'Last', p50: 'Half (p50)', p99: '99 of 100 (p99)', limit: 'Slow from' },
  isSlow: 'slow',
  /** The file for whoever helps. */
  incident: {
    title: 'For whoever helps you',
    hint: 'One file with the log, the payments of the last 24 hours, the figures and the settings. No keys, PINs, payment codes or typed words are in it.',
    save: 'Write the file for helpers',
    saved: (file: string) => `Written: ${file}`,
    failed: 'The file could not be written. See whether the disk has room. No payment was touched.',
  },
} as const;
