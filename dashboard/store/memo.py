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
_Results = OrderedDict[Hashable, "Future[Any]"]


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
        stores: weakref.WeakKeyDictionary[Store, _Results] = weakref.WeakKeyDictionary()
        lock = threading.Lock()

        @wraps(function)
        def remembered(store: Store, *args: P.args, **kwargs: P.kwargs) -> R:
            key = (args, tuple(sorted(kwargs.items())))
            with lock:
                results = stores.setdefault(store, OrderedDict())
                future = results.get(key)
                mine = future is None
                if future is None:
                    future = results[key] = Future()
                    if len(results) > size:
                        results.popitem(last=False)
                else:
                    results.move_to_end(key)
            if mine:
                try:
                    future.set_result(function(store, *args, **kwargs))
                except BaseException as error:
                    with lock:
                        results.pop(key, None)
                    future.set_exception(error)
                    raise
            return cast(R, _view(future.result()))

        return cast(Callable[Concatenate[Store, P], R], remembered)

    return decorate


def _view(result: Any) -> Any:
    if isinstance(result, pd.DataFrame | pd.Series):
        return result.copy(deep=False)
    return result
