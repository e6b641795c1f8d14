"""Whether readers find what they look for: what must be among the first three results of the real site.

A query and its page, section or question are one line of `QUERIES`; the engine is asked twice, as on a reader's first
search, when it has the few texts that it asked for, and once it has all of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.modules import open_blank

CHAPTER = {
    "lane": "chapters/express-lane/",
    "acks": "chapters/acks-debate/",
    "stop": "chapters/stop-the-world/",
    "grail": "chapters/holy-grail/",
    "herd": "chapters/thundering-herd/",
}
QUERIES = {
    "max.poll.interval.ms": "glossary/#max-poll-interval",
    "max.poll.records": "glossary/#max-poll-records",
    "min.insync.replicas": "glossary/#min-insync-replicas",
    "auto.offset.reset": "glossary/#auto-offset-reset",
    "delivery.timeout.ms": "glossary/#delivery-timeout",
    "transactional.id": "glossary/#transactional-id",
    "transaction.version=2": "glossary/#transaction-version-2",
    "group.instance.id": CHAPTER["stop"] + "#static-membership",
    "enable.idempotence": "q/reorder-without-idempotence/",
    "isolation.level": CHAPTER["grail"],
    "flush.ms": "q/flush-ms-does-nothing/",
    "read_committed": CHAPTER["grail"] + "#last-stable-offset",
    "acks=all": CHAPTER["acks"] + "#acks-all-failure",
    "acks": "glossary/#acks",
    "NotEnoughReplicasException": "glossary/#not-enough-replicas",
    "notenoughreplicas": "glossary/#not-enough-replicas",
    "CommitFailedException": "glossary/#commit-failed",
    "ProducerFencedException": "glossary/#producer-fenced",
    "OutOfOrderSequenceException": "glossary/#out-of-order-sequence",
    "CooperativeStickyAssignor": "q/why-two-bounces-to-cooperative/",
    "KIP-848": "glossary/#consumer-protocol",
    "KIP-447": CHAPTER["grail"] + "#kip-447",
    "ISR": "glossary/#isr",
    "LSO": "glossary/#lso",
    "zero copy": "glossary/#zero-copy",
    "page cache": CHAPTER["lane"],
    "exactly once": CHAPTER["grail"],
    "rebalance storm": CHAPTER["stop"] + "#stop-a-storm",
    "static membership": CHAPTER["stop"] + "#static-membership",
    "high watermark": "glossary/#high-watermark",
    "leader epoch": CHAPTER["acks"] + "#leader-epochs",
    "unclean election": "q/unclean-picks-which-replica/",
    "two-phase commit": "q/xa-with-kafka-four/",
    "outbox": "chapters/the-contract/#outbox-compared",
    "little's law": "glossary/#littles-law",
    "drain time": CHAPTER["herd"] + "#arithmetic",
    "first five minutes": CHAPTER["herd"] + "#first-five-minutes",
    "why is kafka fast": "q/tell-me-why-kafka-is-fast/",
    "how many rebalances does a deploy cost": CHAPTER["stop"] + "#rolling-restart-count",
    "rebalancing": CHAPTER["stop"],
    "session timeout failover": "q/why-failover-session-too-short/",
    "zombie": CHAPTER["grail"] + "#fencing",
    "poll.interval": "glossary/#max-poll-interval",
    "insync.replicas": "glossary/#min-insync-replicas",
    "EnoughReplicas": "glossary/#not-enough-replicas",
    "ReplicasException": "glossary/#not-enough-replicas",
    "sendfile": CHAPTER["lane"] + "#sendfile-path",
    "unclean.leader.election.enable": CHAPTER["acks"] + "#settings",
    "fencd": "glossary/#fencing",
    "rebalence storm": CHAPTER["stop"] + "#stop-a-storm",
    "hot key": "chapters/the-key/#hot-key",
    "retention not deleting old segments": "chapters/the-ledger/",
    "BufferExhaustedException": "glossary/#buffer-exhausted",
    "kraft quorum lost majority": "chapters/the-quorum/",
    "tombstone not removed": "chapters/the-ledger/",
    "kafka vs rabbitmq": "chapters/the-map/#beside-others",
    "when not to use kafka": "chapters/the-map/#when-not",
    "future timestamp retention": "chapters/the-ledger/#timestamps",
    "how many partitions": "chapters/the-key/#costs-how-many",
    "RequestQueueTimeMs": "glossary/#request-queue-time",
    "dead letter topic": "glossary/#dead-letter-topic",
    "share groups": "chapters/the-bookmark/#share-groups",
    "controller failover": "chapters/the-quorum/#costs-failover",
    "reassign partitions throttle": "chapters/the-pager/#moving",
    "disk full": "chapters/the-pager/#disk-full",
    "rolling restart": "chapters/the-pager/#rolling",
    "how many brokers": "chapters/the-budget/#brokers",
    "heap size": "chapters/the-budget/#heap",
    "tiered storage cost": "chapters/the-budget/#tiering",
    "mirrormaker offsets differ": "chapters/two-regions/#offset-translation",
    "rpo rto": "chapters/two-regions/#costs-rpo-rto",
    "backward or forward compatible": "chapters/the-contract/#compatibility",
    "magic byte schema id": "chapters/the-contract/#wire-format",
    "connector task failed": "chapters/the-contract/#connect-errors",
    "late records window": "chapters/the-river/#windows",
    "standby restore changelog": "chapters/the-river/#state",
    "kafka streams or flink": "chapters/the-river/#beside-flink",
    "deny or allow acl": "chapters/the-gate/#acl-order",
    "saga choreography or orchestration": "chapters/the-whiteboard/#sagas",
    "event sourcing": "chapters/the-whiteboard/#event-sourcing",
    "double charge": "chapters/the-whiteboard/#orders",
    "fail back": "chapters/two-regions/#fail-back",
    "follower fetching": "chapters/the-budget/#follower-fetching",
    "dual write": "chapters/the-contract/#dual-write",
    "ClusterAuthorizationException": "chapters/the-gate/",
    "producer perf test": "chapters/the-budget/#load-test",
}

_PREPARE = """async ([modules, groups, texts]) => {
  const { SearchIndex } = await import(`${modules}search/search-index.mjs`);
  const { makeResult } = await import(`${modules}search/results.mjs`);
  const root = new URL("https://site/");
  const add = (index, files) => files.forEach((file) => index.addTexts(file, texts[file]));
  const show = (items) => [...makeResult(items, root).querySelectorAll(":scope > a")].map((link) => {
    const address = new URL(link.href);
    return address.pathname.slice(1) + address.hash;
  });
  const complete = new SearchIndex(groups);
  add(complete, complete.missing);
  globalThis.find = (query, isFirst) => {
    const index = isFirst ? new SearchIndex(groups) : complete;
    if (isFirst) add(index, index.search(query).wanted);
    return index.search(query).found.map(show);
  };
}"""


@pytest.fixture(scope="module")
def find(browser: Browser, modules_url: str, real_site: Path) -> Iterator[Callable[[str, bool], list[list[str]]]]:
    """Ask the engine for the addresses that each result of a query shows."""
    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (real_site / "search").glob("*.json")}
    groups = files.pop("index.json")["groups"]
    page = open_blank(browser, modules_url)
    page.evaluate(_PREPARE, [modules_url, groups, files])
    yield lambda query, is_first: page.evaluate("([query, isFirst]) => find(query, isFirst)", [query, is_first])
    page.close()


@pytest.mark.parametrize("is_first", [pytest.param(True, id="first-search"), pytest.param(False, id="all-texts")])
@pytest.mark.parametrize("query", QUERIES)
def test_it_is_among_the_first_three(find: Callable[[str, bool], list[list[str]]], query: str, is_first: bool) -> None:
    assert QUERIES[query] in [link for links in find(query, is_first)[:3] for link in links]


@pytest.mark.parametrize("is_first", [pytest.param(True, id="first-search"), pytest.param(False, id="all-texts")])
@pytest.mark.parametrize("query", ["acks=all", "rebalance", "sendfile", "transaction"])
def test_nothing_is_listed_twice(find: Callable[[str, bool], list[list[str]]], query: str, is_first: bool) -> None:
    links = [link for links in find(query, is_first) for link in links]
    assert len(links) == len(set(links))
    assert not [link for link in links if "#check-yourself" in link or "#try-first" in link]
