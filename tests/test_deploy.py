"""What is shipped for others to run it with: the files agree with each other and with the code."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from dashboard.ui.limits import LARGEST_BODY, LONGEST_ADDRESS

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
UNIT = (DEPLOY / "cyber-cooperation@.service").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_all_name_the_same_replicas() -> None:
    ports = set(re.findall(r"server 127\.0\.0\.1:(\d+)", NGINX))
    replicas = {name: one for name, one in COMPOSE["services"].items() if name != "proxy"}
    started = {one["command"][one["command"].index("--port") + 1] for one in replicas.values()}
    assert ports == started == set(re.findall(r"cyber-cooperation@(\d+)", UNIT.partition("[")[0]))
    assert COMPOSE["services"]["proxy"]["ports"] == ["8500:8500"]
    assert "listen 8500;" in NGINX


def test_a_replica_starts_again_and_has_its_secret_from_outside() -> None:
    for name, one in COMPOSE["services"].items():
        if name != "proxy":
            assert one["restart"] == "always"
            assert one["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"].startswith("${")
    assert "Restart=always" in UNIT
    assert "EnvironmentFile=" in UNIT


def test_what_the_image_copies_is_there() -> None:
    root = DEPLOY.parent
    copied = [line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")]
    assert copied
    assert [name for names in copied for name in names if not (root / name).exists()] == []
    assert "USER app" in DOCKERFILE


def test_nginx_takes_no_more_than_the_app_and_no_less_of_an_address() -> None:
    assert "client_max_body_size 1m;" in NGINX
    assert LARGEST_BODY <= 2**20
    count, size = re.findall(r"large_client_header_buffers (\d+) (\d+)k;", NGINX)[0]
    assert int(count) >= 2
    assert int(size) * 1024 >= LONGEST_ADDRESS + 100
    assert NGINX.count("limit_req zone=files") == 1


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_understands_its_file() -> None:
    told = subprocess.run(
        ["nginx", "-t", "-c", str(DEPLOY / "nginx.conf")], capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
