/** Sheet: the native dialog (it traps the focus and closes on Escape), rising from the bottom on the phone. */
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface SheetProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** The actions; the primary one first. */
  foot?: ReactNode;
}

export function Sheet({ open, title, onClose, children, foot }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      className="sheet"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) ref.current.close();
      }}
    >
      {open ? (
        <>
          <div className="sheet__body">
            <h2 className="sheet__title" id={id}>
              {title}
            </h2>
            {children}
          </div>
          {foot ? <div className="sheet__foot">{foot}</div> : null}
        </>
      ) : null}
    </dialog>
  );
}
