/**
 * A group of consumers that writes what it reads to a database, worked second by second. Pure; every number in records,
 * seconds and connections. The fleet is one: its threads poll together, and share what the database completes evenly.
 */

/**
 * @typedef {object} Parameters
 * @property {number} arrival Records that producers write in a second.
 * @property {number} partitions
 * @property {number} instances
 * @property {number} threads Consumers in each instance, every one a member of the group.
 * @property {number} pollRecords `max.poll.records`
 * @property {number} pollInterval `max.poll.interval.ms`, in seconds.
 * @property {boolean} ownStage Whether writers have threads of their own, so that the poll loop never waits for them.
 * @property {boolean} pausesAgain Whether `onPartitionsAssigned` pauses what arrives.
 * @property {number} pool Connections that the pooler is set to.
 * @property {number} knee Connections up to which the database answers in its healthy time.
 * @property {number} latency Seconds of a healthy write.
 * @property {number} rows Records in a write.
 * @property {number} timeout Seconds after which a client gives up a write; 0 for never.
 * @property {number} attempts How often a write is tried before its batch fails.
 * @property {number} quota Records a second that the byte rate lets through; 0 for all.
 * @property {number} retention Seconds after which a record is deleted.
 * @property {"latest" | "earliest"} offsetReset `auto.offset.reset`
 *
 * @typedef {object} Batch What all threads together hold from one poll to the next.
 * @property {number} held Records.
 * @property {number} holders Threads that hold some.
 * @property {number} written Of the records held, how many the database has.
 * @property {number} age Seconds since the poll.
 * @property {number} stalled Seconds without any connection.
 * @property {boolean} evicted Whether its members left the group before it was done.
 *
 * @typedef {object} Rates What the last second was like.
 * @property {number} busy Connections.
 * @property {number} waiting Threads that wait for a connection.
 * @property {number} throughput Records written in a second, whether that stays or not.
 * @property {number} latency Seconds of a write; 0 if there was none.
 * @property {number | null} wait Seconds before a write gets its connection; null if none does.
 * @property {number} errors Writes given up in a second.
 *
 * @typedef {object} Counts
 * @property {number} written Records whose write was committed to the group's offset.
 * @property {number} repeated Records written in vain: they come again.
 * @property {number} lost Records that were never written and will not be read.
 * @property {number} evictions Members that left by the poll interval.
 * @property {number} rebalances
 *
 * @typedef {object} Model
 * @property {number} at Seconds.
 * @property {number} logEnd
 * @property {number} committed
 * @property {Batch | null} batch
 * @property {boolean} isRunning
 * @property {boolean} isPaused
 * @property {number} shed Part of the arriving records that producers keep back.
 * @property {number} open Connections that the pooler really lets through.
 * @property {number} tokens Records that the quota lets through at once.
 * @property {readonly Arrival[]} arrivals
 * @property {Rates} rates
 * @property {Counts} counts
 *
 * @typedef {{ at: number, offset: number, rate: number }} Arrival From when on records came at this rate.
 */

/** How many seconds' worth a quota lets through at once: ten of eleven samples of a second. */
export const QUOTA_BURST = 10;

/** `log.retention.check.interval.ms` */
const RETENTION_CHECK = 300;

/** PgBouncer's `query_wait_timeout`: who waits longer for a connection is disconnected. */
const WAIT_TIMEOUT = 120;

const NOTHING = 1e-6;

/** @type {Rates} */
const IDLE = { busy: 0, waiting: 0, throughput: 0, latency: 0, wait: 0, errors: 0 };

/**
 * Return a group that has read everything, at second 0.
 * @param {Parameters} parameters
 * @returns {Model}
 */
export function startModel(parameters) {
  return {
    at: 0,
    logEnd: 0,
    committed: 0,
    batch: null,
    isRunning: true,
    isPaused: false,
    shed: 0,
    open: parameters.pool,
    tokens: parameters.quota * QUOTA_BURST,
    arrivals: [{ at: 0, offset: 0, rate: parameters.arrival }],
    rates: IDLE,
    counts: { written: 0, repeated: 0, lost: 0, evictions: 0, rebalances: 0 },
  };
}

/**
 * Return the model so many seconds later.
 * @param {Model} model
 * @param {Parameters} parameters
 * @param {number} seconds
 */
export function runModel(model, parameters, seconds) {
  const next = copyModel(model);
  for (let second = 0; second < seconds; second++) runSecond(next, parameters);
  return next;
}

/**
 * Return a copy whose numbers may be changed.
 * @param {Model} model
 * @returns {Model}
 */
export const copyModel = (model) => ({
  ...model,
  batch: model.batch && { ...model.batch },
  counts: { ...model.counts },
});

/** @type {(parameters: Parameters) => number} Threads that own partitions. */
export const countThreads = ({ instances, threads, partitions }) => Math.min(instances * threads, partitions);

/** @type {(parameters: Parameters, busy: number) => number} Seconds of a write while so many run. */
export const findLatency = ({ latency, knee }, busy) => latency * Math.max(1, busy / knee) ** 2;

/** @type {(parameters: Parameters, busy: number) => number} Records a second that so many connections complete. */
export const findCapacity = (parameters, busy) => (busy * parameters.rows) / findLatency(parameters, busy);

/**
 * Return what becomes of a write: the part of attempts that outlasts the client's time-out, if times are spread as
 * those of a busy server (exponentially), and the part of records whose last attempt does.
 * @param {Parameters} parameters
 * @param {number} latency
 */
export function findFailures({ timeout, attempts }, latency) {
  const late = timeout > 0 ? Math.exp(-timeout / latency) : 0;
  return { late, failed: late ** attempts };
}

/** @type {(model: Model, parameters: Parameters) => void} */
function runSecond(model, parameters) {
  model.at += 1;
  model.logEnd += parameters.arrival * (1 - model.shed);
  model.rates = IDLE;
  if (parameters.quota > 0) {
    model.tokens = Math.min(model.tokens + parameters.quota, parameters.quota * QUOTA_BURST);
  }
  if (model.at % RETENTION_CHECK === 0) deleteOld(model, parameters);
  for (let left = 1; left > NOTHING && model.isRunning;) {
    const spent = model.batch ? work(model, parameters, model.batch, left) : poll(model, parameters, left);
    if (spent === 0) break;
    left -= spent;
  }
}

/**
 * Take records: what a second brings is written in that second if the healthy database can, else it is a batch in hand.
 * @param {Model} model
 * @param {Parameters} parameters
 * @param {number} left Seconds.
 */
function poll(model, parameters, left) {
  const allowed = parameters.quota > 0 ? model.tokens : Infinity;
  const there = model.isPaused ? 0 : Math.min(model.logEnd - model.committed, allowed);
  if (there < NOTHING) return 0;
  const threads = countThreads(parameters);
  const easy = findCapacity(parameters, Math.min(parameters.knee, threads, model.open)) * left;
  const held = there <= easy ? there : Math.min(there, threads * parameters.pollRecords);
  if (parameters.quota > 0) model.tokens -= held;
  if (there > easy) {
    model.batch = { held, holders: Math.min(threads, Math.ceil(held)), written: 0, age: 0, stalled: 0, evicted: false };
    return held < NOTHING ? 0 : NOTHING;
  }
  const busy = (held / parameters.rows) * (parameters.latency / left);
  note(model, parameters, busy, busy, left);
  settle(model, held, findFailures(parameters, parameters.latency).failed);
  return left;
}

/**
 * Write what is in hand, for as long as it lasts.
 * @param {Model} model
 * @param {Parameters} parameters
 * @param {Batch} batch
 * @param {number} left Seconds.
 */
function work(model, parameters, batch, left) {
  const busy = Math.min(batch.holders, model.open);
  const latency = findLatency(parameters, busy);
  const { late, failed } = findFailures(parameters, latency);
  const rate = (findCapacity(parameters, busy) * (1 - late)) / (1 - failed);
  const spent = Math.min(left, rate > 0 ? (batch.held - batch.written) / rate : left);
  batch.written += rate * spent;
  batch.age += spent;
  batch.stalled = busy > 0 ? 0 : batch.stalled + spent;
  note(model, parameters, busy, batch.holders, spent);
  if (!parameters.ownStage && !batch.evicted && batch.age > parameters.pollInterval + NOTHING) evict(model, batch);
  if (batch.held - batch.written < NOTHING) finish(model, parameters, batch, failed);
  else if (batch.stalled > WAIT_TIMEOUT) finish(model, parameters, batch, 1);
  return Math.max(spent, NOTHING);
}

/** @type {(model: Model, batch: Batch) => void} */
function evict(model, batch) {
  batch.evicted = true;
  model.counts.evictions += batch.holders;
  model.counts.rebalances += 1;
}

/**
 * End a batch: its commit counts unless its members are out of the group, which they now join again.
 * @param {Model} model
 * @param {Parameters} parameters
 * @param {Batch} batch
 * @param {number} failed The part of it that is not written.
 */
function finish(model, parameters, batch, failed) {
  model.batch = null;
  if (!batch.evicted) {
    settle(model, batch.written, failed);
    return;
  }
  model.counts.repeated += batch.written;
  model.counts.rebalances += 1;
  if (!parameters.pausesAgain) model.isPaused = false;
}

/** @type {(model: Model, written: number, failed: number) => void} */
function settle(model, written, failed) {
  model.committed += written * (1 - failed);
  model.counts.written += written * (1 - failed);
  model.counts.repeated += written * failed;
}

/** @type {(model: Model, parameters: Parameters, busy: number, holders: number, spent: number) => void} */
function note(model, parameters, busy, holders, spent) {
  const latency = findLatency(parameters, busy);
  const writes = busy / latency;
  model.rates = {
    busy,
    waiting: holders - busy,
    throughput: model.rates.throughput + writes * parameters.rows * spent,
    latency: busy > 0 ? latency : 0,
    wait: busy > 0 ? (holders - busy) / writes : null,
    errors: model.rates.errors + writes * spent * findFailures(parameters, latency).late,
  };
}

/** @type {(model: Model, parameters: Parameters) => void} Delete segments by age, whether they were read or not. */
function deleteOld(model, parameters) {
  const start = findOffset(model, model.at - parameters.retention);
  if (start <= model.committed) return;
  const position = parameters.offsetReset === "latest" ? model.logEnd : start;
  if (model.batch) model.counts.repeated += model.batch.written;
  model.counts.lost += position - model.committed;
  model.committed = position;
  model.batch = null;
}

/** @type {(model: Model, at: number) => number} The end of the log at that second. */
function findOffset({ arrivals }, at) {
  const since = arrivals.findLast((one) => one.at <= at);
  return since ? since.offset + (at - since.at) * since.rate : 0;
}

/**
 * Return how many seconds the oldest record waits that was not committed.
 * @param {Model} model
 */
export function findAge({ arrivals, at, committed, logEnd }) {
  if (logEnd - committed < NOTHING) return 0;
  const since = arrivals.findLast(({ offset, rate }) => offset <= committed && rate > 0) ?? arrivals[0];
  return at - since.at - (committed - since.offset) / (since.rate || 1);
}
