/**
 * GraphQL code generation: reads api/schema.graphql and every `graphql()` document under web/, and writes web/gql
 * (types, and the manifest of persisted documents which the server accepts). web/gql is never committed.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';

const here = dirname(fileURLToPath(import.meta.url));

export async function generateDocuments(): Promise<void> {
  await generate(
    {
      schema: join(here, '../api/schema.graphql'),
      documents: ['phone', 'desk', 'open', 'kit', 'notice'].map((face) => join(here, face, '**/*.{ts,tsx}')),
      ignoreNoDocuments: true,
      silent: true,
      errorsOnly: true,
      generates: {
        [join(here, 'gql/')]: {
          preset,
          presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
          documentTransforms: [addTypenameSelectionDocumentTransform],
          config: {
            // Not `documentNode`: in that mode the preset writes no hashes. Only the types and the manifest are used.
            documentMode: 'documentNodeImportFragments',
            useTypeImports: true,
            enumType: 'string-literal',
            strictScalars: true,
            scalars: { Instant: 'string', LocalDate: 'string', Month: 'string', UUID: 'string' },
          },
        },
      },
    },
    true,
  );
}
