import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { bruteForce } from './brute-force.ts';
import { keyOf } from './counts.ts';
import { small, tiny } from './tiny.ts';
import { verify } from './verify.ts';
import { solveSlowly } from './slow.ts';
for (const objective of OBJECTIVES) {
  let bad = 0;
  for (let seed = 1; seed <= 3000 && bad < 3; seed++) {
    const instance = tiny(seed);
    try { const a = solve(instance, objective); const w = verify(instance, a); const k = keyOf(instance, a.taken, objective), b = bruteForce(instance, objective);
      if (w.length || String(k) !== String(b)) { bad++; console.log(objective, seed, w.slice(0, 3), String(k), String(b)); } } catch (e) { bad++; console.log(objective, seed, e); }
  }
  for (let seed = 1; seed <= 40 && bad < 3; seed++) {
    const instance = small(seed, { orders: 30, providers: 14, density: [0.1, 0.3, 0.6][seed % 3], scoreMost: [3, 1000, 1000000][(seed >> 1) % 3] });
    try { const a = solve(instance, objective); const w = verify(instance, a); const s = solveSlowly(instance, objective);
      if (w.length || a.total !== s.total) { bad++; console.log('small', objective, seed, w.slice(0, 3), a.total, s.total); } } catch (e) { bad++; console.log(objective, seed, e); }
  }
  console.log(objective, bad ? 'BAD' : 'ok');
}
