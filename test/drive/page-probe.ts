/** A text that a person cannot read whole, and why: `clipped` by an edge, or `overlapping` with what lies over it. */
export type LayoutFault = { readonly kind: 'clipped' | 'overlapping'; readonly text: string; readonly place: string };

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Which ways a box cuts off what is larger than it, and in which of them a person can scroll to it. */
type Edges = { readonly box: Box; readonly cuts: Ways; readonly rolls: Ways };
type Ways = { readonly x: boolean; readonly y: boolean };

/**
 * Looks at every line of text in the page where it is drawn. It names nothing outside itself, because it is sent into the page.
 *
 * A text is clipped when its line leaves the window or a box that cuts off and cannot be scrolled there, or when it ends in dots.
 * It is overlapping when something else lies over one of its letters, but for a dialog or a message that Esc closes.
 */
export function layoutFaults(root: Element): readonly LayoutFault[] {
  const SLACK_PX = 1.5;
  const modal = document.querySelector('dialog[open]');
  const faults: LayoutFault[] = [];

  const placeOf = (element: Element): string => {
    const near = element.closest('[data-testid]')?.getAttribute('data-testid') ?? '';
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}[${near}] in ${element.parentElement?.getAttribute('class') ?? ''}`;
  };
  const add = (kind: LayoutFault['kind'], text: string, element: Element, more = ''): void => {
    faults.push({ kind, text: text.trim().slice(0, 60), place: placeOf(element) + more });
  };
  const isShown = (element: Element): boolean =>
    (modal === null || modal.contains(element)) &&
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('.only-read, [aria-hidden="true"], option') === null;
  const within = (box: Box, edge: Box, { x, y }: Ways): boolean =>
    (!x || (box.left >= edge.left - SLACK_PX && box.right <= edge.right + SLACK_PX)) &&
    (!y || (box.top >= edge.top - SLACK_PX && box.bottom <= edge.bottom + SLACK_PX));

  /** The letters themselves: the line's box less what a font keeps free above and below them. */
  const inkOf = (rect: DOMRect): Box => {
    const spare = rect.height * 0.2;
    return { left: rect.left, right: rect.right, top: rect.top + spare, bottom: rect.bottom - spare };
  };

  const edgesOf = (element: Element): Edges => {
    const { overflowX, overflowY, display } = getComputedStyle(element);
    const rolls = { x: /auto|scroll/.test(overflowX), y: /auto|scroll/.test(overflowY) };
    const isBox = display !== 'inline' && display !== 'contents';
    const cuts = { x: isBox && overflowX !== 'visible' && !rolls.x, y: isBox && overflowY !== 'visible' && !rolls.y };
    return { box: element.getBoundingClientRect(), cuts, rolls };
  };

  /** The window's own edge: the page scrolls down where its body does, a dialog lies over it and does not. */
  const windowEdges = (): Edges => {
    const rolls = { x: false, y: modal === null && /auto|scroll/.test(getComputedStyle(document.body).overflowY) };
    return { box: { left: 0, top: 0, right: innerWidth, bottom: innerHeight }, cuts: { x: true, y: !rolls.y }, rolls };
  };

  const boxesAround = (element: Element): readonly Edges[] => {
    const all: Edges[] = [];
    for (let at: Element | null = element; at !== null && at !== document.body; at = at.parentElement) {
      all.push(edgesOf(at));
      if (at === modal) break;
    }
    return [...all, windowEdges()];
  };

  /** What only scrolling hides is still to be had. */
  const cutOf = (element: Element, box: Box): 'no' | 'cut' | 'scrolled' => {
    for (const { box: edge, cuts, rolls } of boxesAround(element)) {
      if (!within(box, edge, cuts)) return 'cut';
      // Where it is scrolled away, what lies further out says nothing about it.
      if (!within(box, edge, rolls)) return 'scrolled';
    }
    return 'no';
  };

  /** A line's box is taller than its letters: large type lies over its neighbours without touching them. */
  const inkOver = (over: Element, x: number, y: number): boolean => {
    if (getComputedStyle(over).backgroundColor !== 'rgba(0, 0, 0, 0)' || over.textContent.trim() === '') return true;
    const letters = document.createRange();
    letters.selectNodeContents(over);
    return [...letters.getClientRects()]
      .map(inkOf)
      .some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  };
  const isOver = (over: Element, element: Element, x: number, y: number): boolean =>
    !element.contains(over) &&
    !over.contains(element) &&
    over.closest('dialog, .message') === null &&
    getComputedStyle(over).opacity !== '0' &&
    (over.firstElementChild !== null || inkOver(over, x, y));

  /** What lies over one of the letters. */
  const coverOf = (element: Element, box: Box): Element | null => {
    for (const across of [0.02, 0.25, 0.5, 0.75, 0.98])
      for (const down of [0.25, 0.5, 0.75]) {
        const x = box.left + (box.right - box.left) * across;
        const y = box.top + (box.bottom - box.top) * down;
        const over = document.elementFromPoint(x, y);
        if (over !== null && isOver(over, element, x, y)) return over;
      }
    return null;
  };

  const lookAtText = (node: Node, element: Element): void => {
    const text = node.textContent ?? '';
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const ink = inkOf(rect);
      const cut = rect.width < 1 ? 'scrolled' : cutOf(element, ink);
      const over = cut === 'no' ? coverOf(element, ink) : null;
      if (cut === 'cut') add('clipped', text, element);
      if (over !== null) add('overlapping', text, element, ` under ${placeOf(over)}`);
      if (cut === 'cut' || over !== null) return;
    }
  };

  /** What a field or a list shows is no text of the page, but it must fit as well. */
  const lookAtField = (field: HTMLInputElement | HTMLSelectElement): void => {
    const isList = field instanceof HTMLSelectElement;
    const said = isList ? (field.selectedOptions[0]?.text ?? '') : field.value === '' ? field.placeholder : '';
    const pen = document.createElement('canvas').getContext('2d');
    if (said === '' || pen === null) return;
    const style = getComputedStyle(field);
    pen.font = style.font;
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    if (pen.measureText(said).width > room + SLACK_PX) add('clipped', said, field);
  };

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element !== null && (node.textContent ?? '').trim() !== '' && isShown(element)) lookAtText(node, element);
  }
  for (const field of root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select'))
    if (isShown(field)) lookAtField(field);
  return faults;
}
