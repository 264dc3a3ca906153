"""What is no request of a reader is refused in words; drawing is done a few at a time."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import streamlit as st
from starlette.testclient import TestClient

from dashboard.api.turnstile import BusyError, Turnstile
from dashboard.ui.limits import LARGEST_BODY, LONGEST_ADDRESS
from dashboard.ui.security import HEADERS

UPLOAD = "/_stcore/upload_file/00000000-0000-0000-0000-000000000000/x"


@pytest.mark.parametrize("path", ["/map", "/api/v1/treaties", "/nothing", "/assets/x/y"])
def test_an_address_beyond_all_lists_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?c={'A' * LONGEST_ADDRESS}")
    assert answer.status_code == 414
    assert answer.json()["type"] == "/api/v1/docs#address-too-long"
    assert "at most 8,000 are read" in answer.json()["detail"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_country_in_a_list_is_still_read(client: TestClient) -> None:
    everyone = ",".join(country["iso3"] for country in _countries(client))
    assert client.get(f"/map?c={everyone}&layer=CETS185&on=2024-06-30").status_code == 200


def _countries(client: TestClient) -> list[dict[str, str]]:
    return client.get("/api/v1/countries?limit=500").json()["data"]


@pytest.mark.parametrize("path", [UPLOAD, "/map", "/api/v1/treaties", "/healthz"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_uploaded_or_changed(client: TestClient, path: str, method: str) -> None:
    answer = client.request(method, path, content=b"hello")
    assert answer.status_code == 405
    assert answer.json()["allowed"] == ["GET", "HEAD"]
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)


@pytest.mark.parametrize("path", [UPLOAD, "/map", "/api/v1/treaties"])
def test_a_large_upload_is_refused_in_words(client: TestClient, path: str) -> None:
    answer = client.put(path, files={"file": ("big.csv", b"0" * (LARGEST_BODY + 1))})
    assert answer.status_code == 413
    assert "at most 1,000,000 are read, and no page takes files" in answer.json()["detail"]
    assert "events import" in answer.json()["fix"]


def test_streamlit_is_set_to_be_strict(client: TestClient) -> None:
    assert st.get_option("server.enableXsrfProtection") is True
    assert st.get_option("server.enableCORS") is True
    assert st.get_option("server.maxUploadSize") * 10**6 == LARGEST_BODY
    assert st.get_option("server.maxMessageSize") <= 20
    assert st.get_option("client.showErrorDetails") == "none"
    assert st.get_option("server.enableStaticServing") is False
    assert "_streamlit_xsrf" in client.get("/_stcore/health").headers["set-cookie"]


def test_a_turnstile_lets_few_in_and_tells_the_rest() -> None:
    gate = Turnstile(slots=2, queue=1, patience=5)
    inside: list[int] = []
    most = 0

    async def work(hold: asyncio.Event) -> None:
        nonlocal most
        async with gate.passed():
            inside.append(1)
            most = max(most, len(inside))
            await hold.wait()
            inside.pop()

    async def everyone() -> list[object]:
        hold = asyncio.Event()
        tasks = [asyncio.create_task(work(hold)) for _ in range(5)]
        await asyncio.sleep(0.1)
        hold.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    answers = run(everyone())
    assert most == 2
    assert [type(each) for each in answers if each is not None] == [BusyError, BusyError]
    assert run(_passes(gate))


def test_nobody_waits_for_ever() -> None:
    async def impatient() -> None:
        gate = Turnstile(slots=1, queue=5, patience=0.05)
        async with gate.passed():
            with pytest.raises(BusyError, match="Try again in 10 seconds"):
                async with gate.passed():
                    raise AssertionError("let in twice")

    run(impatient())


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Wait for it in a thread of its own: a browser's loop may be running on this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _passes(gate: Turnstile) -> bool:
    async with gate.passed():
        return True
