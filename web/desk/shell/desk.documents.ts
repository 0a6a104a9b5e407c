/** Who sits at the desk, and the programmes they lead. */
import { graphql } from '../../gql/gql.ts';

export const DeskViewer = graphql(`
  query DeskViewer {
    viewer {
      id name unreadNotices mustChangePassword
      roles { role station { id name } organization { id name } authority { id name } }
    }
  }
`);

export const DeskProgrammes = graphql(`
  query DeskProgrammes {
    programmes { id name dispatchDueDay fromOn toOn }
  }
`);
