/** A link to an address the server gave (/m/orders/…): followed inside the app when it is one of the phone's. */
import { useRouter } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

export function PathLink({
  path,
  ...rest
}: { path: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'>) {
  const router = useRouter();
  return (
    <a
      {...rest}
      href={path}
      onClick={(event) => {
        if (!path.startsWith('/m/') || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        // The router keeps /m as its base and wants the path below it.
        void router.navigate({ href: path.slice(2) } as never);
      }}
    />
  );
}
