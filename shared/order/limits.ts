/** How long and how many the fields of an order, a need and a survey may be. By themselves, so that a form that names them carries no rule. */
export const TITLE_MIN = 4;
export const TITLE_MAX = 40;
export const PLACE_MAX = 60;
export const DESCRIPTION_MAX = 1000;
export const TARGET_GROUPS_MAX = 8;
export const HEADCOUNT_MAX = 100_000;
/** A million 元 for a session: more is a slip of the pen. */
export const BUDGET_CAP_FEN_MAX = 100_000_000;

export const FINDINGS_MIN = 4;
export const FINDINGS_MAX = 2000;
export const WORKERS_MAX = 10;
export const WORKER_NAME_MAX = 20;
export const SURVEY_ORGANIZATIONS_MAX = 5;
export const VILLAGE_MAX = 20;
export const POPULATION_MAX = 1_000_000;
