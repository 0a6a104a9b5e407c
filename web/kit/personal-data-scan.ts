/** The scan for personal data in what is being typed, fetched when a form opens: no other page carries it. */
import type { scanForPersonalData } from '@jiedui/shared/personal-data-scan.ts';
import { useEffect, useState } from 'react';

type Scan = typeof scanForPersonalData;

/** Until it is there, and where it cannot be fetched, nothing is marked while typing: the server scans what is sent. */
const NOTHING: Scan = () => [];
let fetched: Scan | null = null;

export function usePersonalDataScan(): Scan {
  const [scan, setScan] = useState<Scan>(() => fetched ?? NOTHING);
  useEffect(() => {
    if (fetched !== null) return;
    let gone = false;
    import('@jiedui/shared/personal-data-scan.ts')
      .then((module) => {
        fetched = module.scanForPersonalData;
        if (!gone) setScan(() => module.scanForPersonalData);
      })
      .catch(() => {});
    return () => {
      gone = true;
    };
  }, []);
  return scan;
}
