/** Opens the channels that the settings name. */
import type { Env } from '../../env.ts';
import { openMailer } from './mailer.ts';
import type { Outbound } from './outbound.ts';
import { robotCaller } from './robot-call.ts';
import { sealingWith } from './sealing.ts';

export function outboundOf({
  mail,
  secretKeys,
  webhookOrigins,
  publicUrl,
}: Pick<Env, 'mail' | 'secretKeys' | 'webhookOrigins' | 'publicUrl'>): Outbound {
  return {
    mailer: mail && openMailer(mail),
    robots:
      secretKeys.length === 0
        ? null
        : { sealing: sealingWith(secretKeys), caller: robotCaller(webhookOrigins), origins: webhookOrigins },
    publicUrl,
  };
}
