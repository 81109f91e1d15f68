/** The stand-in's only idea of time: epoch milliseconds that a test or the preview may move. */
export interface SandboxClock {
  now(): number;
  set(ms: number): void;
  advance(ms: number): void;
}

/** A clock that runs on with real time; `set` and `advance` move it by an offset. */
export function runningClock(realNow: () => number = Date.now): SandboxClock {
  let offsetMs = 0;
  return {
    now: () => realNow() + offsetMs,
    set: (ms) => {
      offsetMs = ms - realNow();
    },
    advance: (ms) => {
      offsetMs += ms;
    },
  };
}

/** A clock that stands still until it is moved. */
export function frozenClock(startMs: number): SandboxClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    set: (ms) => {
      nowMs = ms;
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

/** HubSpot writes moments as ISO text and leaves out milliseconds that are zero. */
export const toHubSpotTime = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
