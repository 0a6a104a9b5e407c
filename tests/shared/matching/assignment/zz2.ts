import { solve, solveNetwork } from '@jiedui/shared/matching/assignment/solve.ts';
import { bestUnheld } from '@jiedui/shared/matching/assignment/auction.ts';
import { small } from './tiny.ts';
import { verifyPrices } from './verify.ts';
const seed = 39; const instance = small(seed, { orders: 60, providers: 25, density: [0.1, 0.3, 0.6][seed % 3], scoreMost: [3, 1000, 1000000][(seed >> 1) % 3] });
const n = solveNetwork(instance, 'coverage');
for (let i = 0; i < n.orderCount; i++) if (n.empty[i] > 0 && n.profit[i] > n.floor[i]) console.log('order', i, 'seats', n.seats[i], 'empty', n.empty[i], 'profit', n.profit[i], 'floor', n.floor[i], 'best', bestUnheld(n, i));
console.log(n.unit, n.price[24], n.used[24], n.capacity[24], verifyPrices(instance, solve(instance, 'coverage')).slice(0,5));
const held = new Uint8Array(n.taken.length); for (let k = 0; k < n.providerCount; k++) for (let s = n.slotStart[k]; s < n.slotStart[k] + n.used[k]; s++) { if (held[n.pair[s]]) console.log('twice', k, n.holder[s], n.pair[s]); held[n.pair[s]] = 1; if (n.provider[n.pair[s]] !== k) console.log('wrong object'); if (!n.taken[n.pair[s]]) console.log('not taken', k, n.holder[s], n.pair[s]); }
for (let e = 0; e < held.length; e++) if (n.taken[e] !== held[e]) console.log('mismatch', e, n.taken[e], held[e]);
