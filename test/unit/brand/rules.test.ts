import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { outputChecklist, OUTPUTS } from '../../../core/brand/checklist.ts';
import { checkMark, MARK_BYTES_MAX } from '../../../core/brand/mark-rules.ts';
import { svgFault } from '../../../core/brand/svg-fault.ts';

const png = (width: number, height: number): Buffer => PNG.sync.write(new PNG({ width, height }));

describe('a file for the brand kit', () => {
  it('is taken by its content, size and ratio, never by its name', () => {
    expect(checkMark(png(384, 128))).toEqual({ width: 384, height: 128 });
    expect(checkMark(png(48, 96))).toEqual({ width: 48, height: 96 });
    expect(checkMark(png(768, 96))).toEqual({ width: 768, height: 96 });
    expect(checkMark(Buffer.from('<svg/>'))).toBe('not-a-picture');
    expect(checkMark(Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 8, 8, 0, 99, 0, 99, 0, 0]))).toBe('not-a-picture');
    expect(checkMark(png(300, 95))).toBe('too-small');
    expect(checkMark(png(4_097, 600))).toBe('too-large');
    expect(checkMark(Buffer.alloc(MARK_BYTES_MAX + 1))).toBe('too-large');
    expect(checkMark(png(97, 200))).toBe('wrong-ratio');
    expect(checkMark(png(961, 120))).toBe('wrong-ratio');
  });
});

describe('SECURITY: a vector drawing', () => {
  const drawing = (inside: string) =>
    `<?xml version="1.0"?>\n<!-- a mark -->\n<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;

  it.each([
    '<path d="M0 0h9v9z" fill="#123"/>',
    '<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use href="#b"/><use xlink:href="#c"/>',
    '<style>.a{fill:red}</style><g class="a" transform="rotate(3)"/>',
    '<image href="data:image/png;base64,iVBORw0KGgo="/>',
  ])('of shapes alone is drawn: %s', (inside) => {
    expect(svgFault(drawing(inside))).toBeNull();
  });

  it.each([
    '<script>alert(1)</script>',
    '<svg:script>alert(1)</svg:script>',
    '<path onload="x()"/>',
    '<path\nonclick = "x()"/>',
    '<foreignObject><body/></foreignObject>',
    '<a href="javascript:x()"/>',
    '<set attributeName="href" to="x"/>',
    '<iframe src="#"/>',
  ])('that could act is not: %s', (inside) => {
    expect(svgFault(drawing(inside))).toBe('active');
  });

  it('that unfolds without end is not', () => {
    expect(svgFault('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>')).not.toBeNull();
    expect(svgFault(`<svg>${'<g/>'.repeat(300_000)}</svg>`)).toBe('too-long');
  });

  it.each([
    '<image href="https://evil.example/x.png"/>',
    "<image xlink:href = '//evil.example/x.png'/>",
    '<image href="file:///etc/passwd"/>',
    '<use href="other.svg#a"/>',
    '<rect fill="url(https://evil.example/a)"/>',
    '<style>@import "x.css";</style>',
    '<style>a{background:url( "http://evil.example/")}</style>',
    '<image href="data:image/svg+xml,<svg/>"/>',
  ])('that reaches outside is not: %s', (inside) => {
    expect(svgFault(drawing(inside))).toBe('external');
  });

  it.each(['', 'GIF89a', '<html><svg/></html>', '{"svg":1}', 'svg'])('is none: %j', (text) => {
    expect(svgFault(text)).toBe('not-svg');
  });

  it('is judged in an instant, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => {
        svgFault(text);
        svgFault(`<svg>${text}`);
      }),
    );
    const started = performance.now();
    svgFault(`<?xml ${'<!-- '.repeat(100_000)}`);
    svgFault(`<svg ${'href '.repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('the list of standard outputs', () => {
  const facts = {
    hasMark: true,
    isMarkPrintable: true,
    printsPictures: true,
    hasPrinter: true,
    hasCustomerDisplay: true,
    walletMarks: 2,
  };
  const metWith = (over: Partial<typeof facts>) =>
    Object.fromEntries(outputChecklist({ ...facts, ...over }).map(({ output, metWith: how }) => [output, how]));

  it('names every output once, and the official file where it is really shown or printed', () => {
    expect(outputChecklist(facts).map(({ output }) => output)).toEqual([...OUTPUTS]);
    expect(metWith({})).toMatchObject({ 'payment-zone': 'file', 'receipt-brand': 'file', pdf: 'file', 'wallet-marks': 'file' });
  });

  it('never calls the text form a file', () => {
    expect(metWith({ hasMark: false, walletMarks: 0 })).toMatchObject({
      'payment-zone': 'text',
      'customer-display': 'text',
      'receipt-brand': 'text',
      pdf: 'text',
      'wallet-marks': 'not-used',
      'receipt-amount': 'built-in',
    });
    expect(metWith({ printsPictures: false })).toMatchObject({ 'receipt-brand': 'text', pdf: 'file' });
    expect(metWith({ isMarkPrintable: false })).toMatchObject({ 'receipt-brand': 'text', 'payment-zone': 'file' });
    expect(metWith({ hasPrinter: false, hasCustomerDisplay: false })).toMatchObject({
      'receipt-brand': 'not-used',
      'customer-display': 'not-used',
    });
  });
});
