/** What a step on a group robot may answer instead. */
import { Refusal } from '../refusal.ts';

/** Without a key the address, which is a secret, could only be kept in the open. */
export class RobotsNotOpen extends Refusal {
  readonly code = 'ROBOTS_NOT_OPEN' as const;
  constructor() {
    super('本系统还没有设置加密密钥（SECRET_KEY），机器人地址无法安全保存。请联系系统管理员设置后再添加。');
  }
}

export class RobotNotFound extends Refusal {
  readonly code = 'ROBOT_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个群机器人，可能已被移除或不属于本单位。请刷新列表查看。');
  }
}

export class RobotUnsound extends Refusal {
  readonly code = 'ROBOT_UNSOUND' as const;
  readonly field: string;
  constructor(field: string, problem: string) {
    super(`${problem}。`);
    this.field = field;
  }
}

/** More than this for one unit is a mistake. */
export const MOST_ROBOTS = 10;
export class TooManyRobots extends Refusal {
  readonly code = 'TOO_MANY_ROBOTS' as const;
  constructor() {
    super(`一个单位最多 ${MOST_ROBOTS} 个群机器人，请先停用不再使用的。`);
  }
}
