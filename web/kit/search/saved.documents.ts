/** What the kept searches (我的筛选) ask the API for: the same on the phone and on the desk. */
import { graphql } from '../../gql/gql.ts';

export const SAVED_SEARCHES = graphql(`
  query SavedSearches {
    savedSearches { id version name alert isDeleted address words }
  }
`);

export const SAVE_SEARCH = graphql(`
  mutation SaveSearch($input: SaveSearchInput!) {
    saveSearch(input: $input) {
      ... on SavedSearch { id version name alert isDeleted address words }
      ... on Refusal { code message }
    }
  }
`);

export const CHANGE_SAVED_SEARCH = graphql(`
  mutation ChangeSavedSearch($input: ChangeSavedSearchInput!) {
    changeSavedSearch(input: $input) {
      ... on SavedSearch { id version name alert isDeleted address words }
      ... on Refusal { code message }
    }
  }
`);

export const DELETE_SAVED_SEARCH = graphql(`
  mutation DeleteSavedSearch($input: SavedSearchIdInput!) {
    deleteSavedSearch(input: $input) {
      ... on SavedSearch { id version name isDeleted }
      ... on Refusal { code message }
    }
  }
`);

export const RESTORE_SAVED_SEARCH = graphql(`
  mutation RestoreSavedSearch($input: SavedSearchIdInput!) {
    restoreSavedSearch(input: $input) {
      ... on SavedSearch { id version name isDeleted }
      ... on Refusal { code message }
    }
  }
`);
