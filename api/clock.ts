/** The one place where the time of day is read; everything else is given an instant, so that a test can choose it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
