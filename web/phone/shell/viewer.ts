/** Who is signed in, for every page below the shell. */
import { createContext, useContext } from 'react';
import { sidesOf, type Side } from '@jiedui/shared/account/role.ts';
import { graphql } from '../../gql/gql.ts';
import type { ShellViewerQuery } from '../../gql/graphql.ts';

export const SHELL_VIEWER = graphql(/* GraphQL */ `
  query ShellViewer {
    viewer {
      id
      login
      name
      unreadNotices
      mustChangePassword
      station {
        id
        name
      }
      organization {
        id
        name
        providerKind
      }
      roles {
        role
        station {
          id
          name
        }
        organization {
          id
          name
        }
        authority {
          id
          name
        }
      }
    }
  }
`);

export type Viewer = NonNullable<ShellViewerQuery['viewer']>;

const Context = createContext<Viewer | null>(null);
export const ViewerProvider = Context.Provider;

export function useViewer(): Viewer {
  const viewer = useContext(Context);
  if (viewer === null) throw new Error('useViewer outside the shell');
  return viewer;
}

/** The side the person works on here; a bureau's account works at the desk instead. */
export function sideOf(viewer: Viewer): Exclude<Side, 'bureau'> | null {
  const sides = sidesOf(viewer.roles);
  return sides.includes('station') ? 'station' : sides.includes('organization') ? 'organization' : null;
}

export function useSide(): Exclude<Side, 'bureau'> | null {
  return sideOf(useViewer());
}
