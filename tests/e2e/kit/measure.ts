/** What is too small on a page: its type and its targets, in CSS pixels, as the browser drew them. */
import type { Page } from 'playwright-core';

/** Every visible text set smaller than `px`, once for each size: `18.2 px 已暂存`. */
export function smallTypes(page: Page, px: number): Promise<string[]> {
  return page.evaluate((least) => {
    const found = new Map<string, string>();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const { parentElement: parent, textContent } = node;
      const text = textContent?.trim() ?? '';
      if (!parent || text === '' || !parent.checkVisibility({ visibilityProperty: true })) continue;
      // What is only spoken is clipped to a point; what is hidden from speech is a drawing (a count, a mark).
      if (parent.closest('[aria-hidden="true"]') || parent.getBoundingClientRect().width <= 1) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < least) found.set(size.toFixed(1), `${size.toFixed(1)} px ${text.slice(0, 20)}`);
    }
    return [...found.values()];
  }, px);
}

/** Every visible control that is lower than `px`; links within a sentence are exempt (WCAG 2.5.8). */
export function smallTargets(page: Page, px: number): Promise<string[]> {
  return page.evaluate((least) => {
    const found: string[] = [];
    for (const control of document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary')) {
      if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (control instanceof HTMLAnchorElement && getComputedStyle(control).display === 'inline') continue;
      // A check box or a radio button is pressed by its label.
      const target = control.closest('label') ?? control;
      const { width, height, top } = target.getBoundingClientRect();
      // A skip link waits above the page until it has the focus.
      if (width <= 1 || height <= 1 || top + height <= 0) continue;
      if (height + 0.5 < least)
        found.push(
          `${height.toFixed(0)} px ${(target.innerText || control.ariaLabel || control.tagName).slice(0, 20)}`,
        );
    }
    return [...new Set(found)];
  }, px);
}
