"""The writing part of the API: acts upon stories, by whoever has a token with the scope "desk"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, BackgroundTasks, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from coranto.errors import CorantoError, NotFoundError
from coranto.ports import Store
from coranto.publish.web.answers import problem
from coranto.publish.web.description import said
from coranto.publish.web.values import Value
from coranto.publish.web.writing import Deed, Hands, do, forbidden, holder_of


class Done(Value):
    """An act as it stands in the log; `undoes` is the number of the one that it takes back."""

    number: int
    at: datetime
    actor: str
    kind: str
    reason: str
    stories: list[str]
    articles: list[str]
    undoes: int | None


def deed_router(store: Store, hands: Hands) -> APIRouter:
    """One operation: to do an act."""
    router = APIRouter(prefix="/api/v1", tags=["v1"])
    answers: dict[int | str, dict[str, Any]] = {
        201: {"model": Done, "description": "Done and recorded; pages follow within seconds."},
        204: {"description": "It is so already; nothing was done."},
    }
    errors = {status: told for status, told in said(Done, 400, 401, 403, 404, 409, 413).items() if status != 200}

    @router.post("/acts", status_code=201, responses=answers | errors)
    async def act(deed: Deed, request: Request, later: BackgroundTasks) -> Response:
        """Merge, split, move, lock, unlock or undo. The log names the holder of the token."""
        refused = forbidden(request, "desk")
        holder = holder_of(request)
        if refused is not None or holder is None:
            return refused or problem(401, "give a token")
        try:
            made = await run_in_threadpool(do, store, deed, by=holder.name)
        except NotFoundError as error:
            return problem(404, error.what)
        except CorantoError as error:
            return problem(409, error.what)
        if made is None:
            return Response(status_code=204)
        later.add_task(hands.refresh)
        value = Done(
            number=made.number,
            at=made.at,
            actor=made.actor,
            kind=made.kind,
            reason=made.reason,
            stories=list(made.stories),
            articles=[move.article_id for move in made.moves],
            undoes=made.undoes,
        )
        return JSONResponse(value.model_dump(mode="json"), status_code=201, background=later)

    return router
