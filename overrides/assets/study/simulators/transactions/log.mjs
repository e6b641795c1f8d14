/**
 * What is written down: the output partition with its markers, the input offset of the group, and who reads what of it.
 *
 * @typedef {object} Entry
 * @property {"data" | "COMMIT" | "ABORT"} kind
 * @property {string} label An input record's offset as `r3`, or `n1` of a producer without transactions.
 * @property {number | null} transaction Which transaction of the id it belongs to.
 * @property {number} epoch Producer epoch.
 *
 * @typedef {object} Reader
 * @property {number} position
 * @property {readonly number[]} seen Offsets of the output that the application got.
 *
 * @typedef {object} Coordinator What the transaction coordinator has logged of the transactional.id.
 * @property {"Empty" | "Ongoing" | "PrepareCommit" | "PrepareAbort" | "CompleteCommit" | "CompleteAbort"} state
 * @property {number} epoch
 * @property {number | null} lastEpoch The epoch before it, if a call of that one may come again.
 * @property {number} transaction How many there have been.
 * @property {readonly string[]} partitions Where markers have to be written.
 * @property {number} since When the first partition was added.
 *
 * @typedef {object} Offsets The group's offset in `__consumer_offsets`.
 * @property {number} committed
 * @property {number | null} pending What a transaction wrote that is not decided.
 *
 * @typedef {object} Instance A process with a consumer and a producer of the transactional.id.
 * @property {string} name
 * @property {"running" | "paused" | "crashed" | "ended"} process
 * @property {Client} client
 * @property {number} position Of its consumer.
 * @property {readonly number[]} batch Input offsets in hand.
 * @property {number} sent How many of them it sent.
 * @property {string} next What its loop does next.
 * @property {number} turn Which step of it is due.
 * @property {boolean} fails Whether transform throws at the next record.
 *
 * @typedef {object} Client The producer's transaction manager.
 * @property {"UNINITIALIZED" | "READY" | "IN_TRANSACTION" | "ABORTABLE_ERROR" | "FATAL_ERROR"} state
 * @property {number} epoch
 * @property {string | null} error What its state came of.
 *
 * @typedef {object} State
 * @property {number} version `transaction.version`
 * @property {number} input Records in the input partition.
 * @property {readonly Entry[]} ledger
 * @property {Readonly<Record<string, number>>} epochs Producer epoch that each partition has seen, by its name.
 * @property {Offsets} offsets
 * @property {Coordinator} coordinator
 * @property {Record<string, Instance>} instances
 * @property {{ read_uncommitted: Reader, read_committed: Reader }} readers
 * @property {boolean} checked Whether the check for old transactions is due.
 * @property {number} plain How many records the producer without transactions wrote.
 * @property {readonly number[]} aborted Transactions that were aborted.
 * @property {readonly number[]} markers Transactions whose marker is in the output.
 */

/** The partitions that take part. */
export const LEDGER = "ledger-0";
export const OFFSETS = "__consumer_offsets-12";

/** @type {(state: State) => number} All replicas have everything at once. */
export const findHighWatermark = ({ ledger }) => ledger.length;

/** @type {(state: State) => number} The first offset of the oldest transaction without a marker, else the high watermark. */
export function findLastStable(state) {
  const first = state.ledger.findIndex(({ transaction }) =>
    transaction !== null && !state.markers.includes(transaction)
  );
  return first < 0 ? findHighWatermark(state) : first;
}

/** @type {(state: State, entry: Omit<Entry, "kind">) => State} */
export const append = (state, entry) => ({ ...state, ledger: [...state.ledger, { kind: "data", ...entry }] });

/** @type {(state: State) => State} Let both readers read what they may. */
export function read(state) {
  const { read_uncommitted, read_committed } = state.readers;
  const all = readUntil(state, read_uncommitted, findHighWatermark(state), () => true);
  const some = readUntil(
    state,
    read_committed,
    findLastStable(state),
    ({ transaction }) => transaction === null || !state.aborted.includes(transaction),
  );
  if (all === read_uncommitted && some === read_committed) return state;
  return { ...state, readers: { read_uncommitted: all, read_committed: some } };
}

/** @type {(state: State, reader: Reader, end: number, keeps: (entry: Entry) => boolean) => Reader} Markers go to nobody. */
function readUntil({ ledger }, reader, end, keeps) {
  if (reader.position >= end) return reader;
  const seen = [...reader.seen];
  for (let offset = reader.position; offset < end; offset++) {
    if (ledger[offset].kind === "data" && keeps(ledger[offset])) seen.push(offset);
  }
  return { position: end, seen };
}
