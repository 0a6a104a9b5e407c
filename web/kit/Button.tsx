/** Button: one primary a screen, named by its verb and object. Links that look like one take `buttonClass`. */
import type { ButtonHTMLAttributes } from 'react';

export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'warn';

export function buttonClass(kind: ButtonKind = 'quiet', wide = false): string {
  return `button button--${kind}${wide ? ' button--wide' : ''}`;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  wide?: boolean;
  /** While busy it says this (接单中…) and takes no second press, but keeps the focus. */
  busy?: boolean;
  busyWord?: string;
}

export function Button({
  kind = 'quiet',
  wide = false,
  busy = false,
  busyWord,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={[buttonClass(kind, wide), className].filter(Boolean).join(' ')}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className="button__busy" aria-hidden="true" /> : null}
      {busy ? (busyWord ?? children) : children}
    </button>
  );
}
