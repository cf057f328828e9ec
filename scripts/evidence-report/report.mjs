/** The shape every evidence is reported in, for programs and for people. */

/** @typedef {Readonly<Record<string, number | string | boolean | null>>} Figures */
/** @typedef {{ name: string, ok: boolean, figures: Figures, floors: Figures, machine: Figures }} Report */

/**
 * @param {string} name
 * @param {{ ok: boolean, figures: Figures, floors?: Figures }} found
 * @param {Figures} machine
 * @returns {Report}
 */
export function report(name, { ok, figures, floors = {} }, machine) {
  return { name, ok, figures: rounded(figures), floors: rounded(floors), machine };
}

/** @param {string} title @param {Report} whole */
export function table(title, { name, ok, figures, floors, machine }) {
  const rows = (/** @type {Figures} */ part) => Object.entries(part).map(([key, value]) => `  ${key.padEnd(24)} ${value}`);
  return [
    `${name}: ${title}`,
    ...rows(figures),
    ...(Object.keys(floors).length > 0 ? ['floors (the same run, without Paydesk)', ...rows(floors)] : []),
    'machine',
    ...rows(machine),
    ok ? 'ok' : 'WRONG',
  ].join('\n');
}

/** Measured numbers to three significant digits; counts stay whole. @param {Figures} figures @returns {Figures} */
export function rounded(figures) {
  return Object.fromEntries(
    Object.entries(figures).map(([key, value]) => [key, typeof value === 'number' ? threeDigits(value) : value]),
  );
}

/** @param {number} value */
function threeDigits(value) {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3));
}
