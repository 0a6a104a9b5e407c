/** How an order may be taken (承接方式): whole, in part by line and quantity, or by several organizations together. */
export const SHARINGS = ['exclusive', 'partial', 'joint'] as const;
export type Sharing = (typeof SHARINGS)[number];

export const SHARING_WORDS: Record<Sharing, string> = {
  exclusive: '一家承接',
  partial: '可分项承接',
  joint: '多家共同承接',
};

/** Seats (名额) of a joint order; an organization takes at most one. */
export const SEATS_MIN = 2;
export const SEATS_MAX = 9;
