import { describe, expect, it } from 'vitest';
import { keyStripPage } from '../../../main/printer/key-strip-page.ts';

describe('the key strip', () => {
  it('has a field for each function key in its place, and the keys with Ctrl below, whatever the labels are', () => {
    const { html, size } = keyStripPage({
      title: '<b>Keys',
      language: 'ar',
      direction: 'rtl',
      rows: [
        { key: 'F1', label: 'مساعدة' },
        { key: 'F12', label: '<script>' },
        { key: 'Ctrl L', label: 'قفل' },
      ],
    });
    expect(size).toEqual({ widthMm: 297, heightMm: 210 });
    expect(html.match(/<b>F\d+<\/b>/g)).toHaveLength(12);
    expect(html.match(/class="gap"/g)).toHaveLength(2);
    expect(html).toContain('<b>Ctrl L</b> قفل');
    expect(html).not.toContain('<script>');
  });
});
