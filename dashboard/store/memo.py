"""Results kept per store: a pure function of (store, arguments) is computed once."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import pandas as pd

from dashboard.store.store import Store

P = ParamSpec("P")
R = TypeVar("R")


class Kept:
    """Results by key, the least used leaving first beyond ``limit``; threads may share one."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._items: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, build: Callable[[], Any]) -> Any:
        """The result of ``key``, built on first use. Threads that ask for the same one at the same
        time wait for one building of it; an error reaches them all and is not kept."""
        with self._lock:
            found = self._items.get(key)
            if found is None:
                mine = self._items[key] = Future()
                if len(self._items) > self._limit:
                    self._items.popitem(last=False)
            else:
                self._items.move_to_end(key)
        if found is not None:
            return found.result()
        try:
            mine.set_result(build())
        except BaseException as error:
            with self._lock:
                if self._items.get(key) is mine:
                    del self._items[key]
            mine.set_exception(error)
            raise
        return mine.result()

    def __len__(self) -> int:
        return len(self._items)


def per_store(
    size: int = 64,
) -> Callable[[Callable[Concatenate[Store, P], R]], Callable[Concatenate[Store, P], R]]:
    """Remember the last ``size`` results of a pure function for each store.

    Arguments after the store must be hashable. Threads that ask for the same result at the same
    time wait for one computation. Frames come back as copy-on-write views; other results are
    shared and must not be changed. Errors are not remembered. Results go when the store goes.
    """

    def decorate(
        function: Callable[Concatenate[Store, P], R],
    ) -> Callable[Concatenate[Store, P], R]:
        stores: weakref.WeakKeyDictionary[Store, Kept] = weakref.WeakKeyDictionary()
        lock = threading.Lock()

        @wraps(function)
        def remembered(store: Store, *args: P.args, **kwargs: P.kwargs) -> R:
            with lock:
                if (kept := stores.get(store)) is None:
                    kept = stores[store] = Kept(size)
            key = (args, tuple(sorted(kwargs.items())))
            return cast(R, _view(kept.get(key, lambda: function(store, *args, **kwargs))))

        return cast(Callable[Concatenate[Store, P], R], remembered)

    return decorate


def _view(result: Any) -> Any:
    if isinstance(result, pd.DataFrame | pd.Series):
        return result.copy(deep=False)
    return result
