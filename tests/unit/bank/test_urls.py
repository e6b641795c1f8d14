from __future__ import annotations

import pytest
from study.bank.urls import page_url, resolve_link, root_of


@pytest.mark.parametrize(
    ("src_uri", "url", "root"),
    [
        pytest.param("index.md", "", "", id="landing-page"),
        pytest.param("quiz.md", "quiz/", "../", id="page-at-the-root"),
        pytest.param("chapters/log.md", "chapters/log/", "../../", id="page-in-a-folder"),
        pytest.param("plans/index.md", "plans/", "../", id="index-of-a-folder"),
        pytest.param("plans/README.md", "plans/", "../", id="readme-of-a-folder"),
        pytest.param("my plans/50% ü?.md", "my%20plans/50%25%20%C3%BC%3F/", "../../", id="escaped"),
    ],
)
def test_page_and_its_way_to_the_root(src_uri: str, url: str, root: str) -> None:
    assert (page_url(src_uri), root_of(src_uri)) == (url, root)


@pytest.mark.parametrize(
    ("href", "resolved"),
    [
        pytest.param("#append", "chapters/log/#append", id="anchor-of-the-same-chapter"),
        pytest.param("groups.md#owners", "chapters/groups/#owners", id="section-of-another-chapter"),
        pytest.param("../glossary.md", "glossary/", id="page-in-the-folder-above"),
        pytest.param("../two words.md#a", "two%20words/#a", id="space"),
        pytest.param("../two%20words.md#a", "two%20words/#a", id="escaped-space"),
        pytest.param("https://kafka.apache.org/#x", "https://kafka.apache.org/#x", id="other-host"),
        pytest.param("receipt:crash#unread", "receipts/crash/#unread", id="figure-of-a-receipt"),
        pytest.param("mailto:dev@kafka.apache.org", "mailto:dev@kafka.apache.org", id="mail"),
    ],
)
def test_resolve_link(href: str, resolved: str) -> None:
    assert resolve_link(href, "chapters/log.md") == resolved
