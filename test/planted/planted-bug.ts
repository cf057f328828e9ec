/** One realistic defect, as an exact change of one place in the shipped source. It exists only in a bundle made for a test. */
export type PlantedBug = {
  readonly name: string;
  /** Relative to the project. */
  readonly file: string;
  /** Occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** What a customer, a cashier or an owner would suffer. */
  readonly story: string;
};
