"""The command that starts the dashboard."""

import argparse
import os
import socket
import sys
from pathlib import Path

from dashboard.commands.data import cmd_build
from dashboard.commands.parsing import Commands
from dashboard.core.errors import UserError


def register(commands: Commands) -> None:
    """Add the command of this module."""
    serve = commands.add("serve", cmd_serve, ["--port 9000", "--address 127.0.0.1"])
    serve.add_argument("--port", type=int, default=8501, help="default 8501")
    serve.add_argument("--address", default="0.0.0.0", help="where to listen; default everywhere")


def cmd_serve(data_dir: Path, args: argparse.Namespace) -> int:
    """Build the data if needed and start the dashboard on a free port of this machine."""
    if not port_is_free(args.port, args.address):
        raise UserError(
            f"Port {args.port} is taken by another program",
            where="--port",
            given=args.port,
            fix=f"Stop that program or choose another port: make run PORT={args.port + 1}",
        )
    cmd_build(data_dir, argparse.Namespace(again=False))
    app = Path(__file__).resolve().parents[2] / "app.py"
    print(f"Open http://localhost:{args.port}", flush=True)
    words = ["-m", "streamlit", "run", str(app)]
    settings = ["--server.port", str(args.port), "--server.address", args.address]
    os.chdir(app.parent)
    os.execv(sys.executable, [sys.executable, *words, *settings])


def port_is_free(port: int, address: str) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
