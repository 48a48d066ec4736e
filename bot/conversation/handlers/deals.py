"""Deals: created, moved along, looked up, listed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from bot.conversation.handlers.activities import moment_of, quote
from bot.conversation.handlers.stages import misplaced, need_question
from bot.conversation.lists import Listed, company_and_owner, period_of, period_told, shown, whose
from bot.conversation.names import resolve, text_argument
from bot.conversation.owners import owner_reply
from bot.conversation.state import Option, Question, resuming, with_known
from bot.conversation.turn import Reply, Turn, asked, said
from bot.conversation.unusual import unusual_amount
from bot.crm.deals import CreateDeal, DealList, UpdateDeal, create_deal, list_deals, update_deal
from bot.crm.people import create_account
from bot.domain.deals import CLOSED_STAGES, Deal, DealSearch
from bot.domain.names import KnownName, name_words
from bot.domain.people import Account
from bot.domain.zones import day_start
from bot.language.frames import Frame
from bot.messages import Action, Argument
from bot.wording.money import money
from bot.wording.rates import together_line
from bot.wording.stages import stage_name, stage_of
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

_PAGE = 6
_MOST_CHOICES = 5
_MOST_PEOPLE = 5


def create(turn: Turn, frame: Frame) -> Reply:
    if question := misplaced(turn, frame, None):
        return question
    deal, reply = add(turn, frame)
    turn.named("create_deal", deal.name)
    return reply


def add(turn: Turn, frame: Frame) -> tuple[Deal, Reply]:
    """The deal, and the company where it is new; whose it is, is asked where nobody told."""
    slots = frame.slots
    named = resolve(turn, frame, "account")
    account = turn.uow.accounts.get(named.known.id) if named.known else _made_before(turn, named.written)
    reply = Reply()
    if named.written and account is None:
        account = create_account(turn.recorder, named.written)
        reply.lines.append(turn.texts("account-created", name=account.name))
    person = resolve(turn, frame, "contact").known
    if account is None and person and person.account_id:
        account = turn.uow.accounts.get(person.account_id)
    deal = create_deal(
        turn.recorder,
        CreateDeal(
            name=name_of_new(frame) or (account.name if account else ""),
            account_id=account.id if account else None,
            contact_id=person.id if person else None,
            amount=amount_of(slots.get("amount")),
            currency=str(slots["currency"]) if "currency" in slots else None,
            pipeline=str(slots.get("pipeline", "")),
            stage=str(slots["stage"]) if "stage" in slots else None,
            close_date=_day(turn, slots.get("close_date")),
        ),
    )
    reply.lines.insert(0, deal_line(turn, deal))
    reply.question = need_question(turn, deal, turn.set_id)
    if account is None:
        reply.question = Question(
            text=turn.texts("deal-whose", name=deal.name),
            options=(turn.leave(),),
            expects="name",
            answer=Action(name="deal_account", arguments={"deal": deal.id, "set": turn.set_id}),
        )
    return deal, reply


def _made_before(turn: Turn, name: str) -> Account | None:
    """The company that a command before this one made, of this name where one is told."""
    if name:
        return next(iter(turn.uow.accounts.by_name(name)), None)
    made = [change.record_id for change in turn.recorder.changes if change.record_kind == "account" and change.creates]
    return turn.uow.accounts.get(made[0]) if len(made) == 1 else None


def name_of_new(frame: Frame) -> str:
    """A deal that has no name of its own is called after its company."""
    return str(frame.slots.get("deal") or frame.slots.get("account") or "")


def deal_account(turn: Turn, arguments: Arguments) -> Reply:
    """The answer to "whose deal is it?"."""
    deal = turn.uow.deals.get(text_argument(arguments, "deal"))
    name = text_argument(arguments, "text")
    if deal is None or not name:
        return said(turn.texts("undo-again"))
    same = turn.uow.accounts.by_name(name)
    account = same[0] if same else create_account(turn.recorder, name)
    updated = turn.recorder.update(deal, account_id=account.id)
    turn.set_to_extend = text_argument(arguments, "set")
    reply = said(turn.texts("linked", who=turn.texts("who", name=account.name)))
    reply.question = need_question(turn, updated, turn.set_id)
    return reply


def handle_update_deal(turn: Turn, frame: Frame) -> Reply:
    found = deal_named(turn, frame)
    if isinstance(found, Reply):
        return found
    if question := misplaced(turn, frame, found) or _unusual(turn, frame, found):
        return question
    slots = frame.slots
    probability = slots.get("probability")
    command = UpdateDeal(
        name=str(slots["called"]) if "called" in slots else None,
        pipeline=str(slots["pipeline"]) if "pipeline" in slots else None,
        stage=str(slots["stage"]) if "stage" in slots else None,
        amount=amount_of(slots.get("amount")),
        currency=str(slots["currency"]) if "currency" in slots else None,
        close_date=_day(turn, slots.get("close_date")),
        probability=int(probability) if isinstance(probability, int | float) else None,
        next_step=str(slots["next_step"]) if "next_step" in slots else None,
        reason=str(slots.get("note", "")),
    )
    updated = update_deal(turn.recorder, found, command)
    if not turn.recorder.changes:
        return said(turn.texts("deal-unchanged", name=found.name), *deal_reply(turn, found).lines[1:])
    turn.named("update_deal", found.name)
    reply = said(_change_line(turn, found, updated))
    if command.next_step:
        reply.lines.append(turn.texts("deal-next-step", step=command.next_step))
    if command.reason:
        reply.lines.append(quote(turn, command.reason))
    if command.stage or command.pipeline:
        reply.question = need_question(turn, updated, turn.set_id)
    return reply


def _unusual(turn: Turn, frame: Frame, deal: Deal) -> Reply | None:
    """Asks about an amount that is out of all proportion to what the deal is worth so far."""
    if frame.slots.get("currency", deal.currency) != deal.currency:
        return None
    return unusual_amount(turn, frame, amount_of(frame.slots.get("amount")), deal.amount, deal.currency, of="deal")


def give_need(turn: Turn, arguments: Arguments) -> Reply:
    """The answer to what a stage needs; it joins the change that brought the deal there."""
    deal = turn.uow.deals.get(text_argument(arguments, "deal"))
    if deal is None:
        return said(turn.texts("undo-again"))
    amount, at = text_argument(arguments, "amount"), text_argument(arguments, "at")
    command = UpdateDeal(
        amount=Decimal(amount) if amount else None,
        currency=text_argument(arguments, "currency") or None,
        close_date=date.fromisoformat(at[:10]) if at else None,
        next_step=text_argument(arguments, "text") or None,
    )
    updated = update_deal(turn.recorder, deal, command)
    turn.set_to_extend = text_argument(arguments, "set")
    reply = said(_change_line(turn, deal, updated))
    if command.next_step:
        reply.lines.append(turn.texts("deal-next-step", step=command.next_step))
    reply.question = need_question(turn, updated, turn.set_id)
    return reply


def handle_find_deal(turn: Turn, frame: Frame) -> Reply:
    found = deal_named(turn, frame)
    if isinstance(found, Reply):
        return found
    return _field(turn, found, str(frame.slots["field"])) if "field" in frame.slots else deal_reply(turn, found)


def deal_named(turn: Turn, frame: Frame) -> Deal | Reply:
    """The deal that a frame means, by its name, else the open one of the company; a question where several fit."""
    named = resolve(turn, frame, "deal")
    if named.known:
        deal = turn.uow.deals.get(named.known.id)
        if deal is not None:
            return deal
    account = resolve(turn, frame, "account").known
    if account is None and named.written:
        same = [n for n in turn.uow.names.find(name_words(named.written)) if n.kind == "account"]
        account = next((n for n in same if set(name_words(named.written)) <= set(name_words(n.name))), None)
    written = named.written or str(frame.slots.get("account", ""))
    deals = turn.uow.deals.open_of_account(account.id, _MOST_CHOICES + 1) if account else []
    if len(deals) == 1:
        turn.mention("deal", deals[0].id)
        return deals[0]
    if not deals:
        return said(turn.texts("deal-none", name=written))
    return _which(turn, frame, deals, written)


def _which(turn: Turn, frame: Frame, deals: list[Deal], written: str) -> Reply:
    options = []
    for deal in deals[:_MOST_CHOICES]:
        known = with_known(frame, "deal", [KnownName(kind="deal", id=deal.id, name=deal.name)])
        options.append(Option(label=deal.name[:60], words=name_words(deal.name), action=resuming(known)))
    return asked(turn.texts("deal-which", name=written), *options, turn.drop)


def deal_line(turn: Turn, deal: Deal) -> Said:
    """ "💰 **Globex rollout** · Negotiation (80 %) · 90,000 € · closes 18 Dec"."""
    return turn.texts(
        "deal-line",
        name=deal.name,
        stage=stage_of(deal, turn.uow.workspace.pipelines, turn.texts),
        probability=deal.probability,
        amount=_amount(turn, deal),
        closes="none" if deal.close_date is None else turn.dates.short(deal.close_date),
    )


def _change_line(turn: Turn, before: Deal, after: Deal) -> Said:
    was, now = _amount(turn, before), _amount(turn, after)
    return turn.texts(
        "deal-line",
        name=after.name if after.name == before.name else f"{before.name} → {after.name}",
        stage=stage_of(after, turn.uow.workspace.pipelines, turn.texts),
        probability=after.probability,
        amount=now if was in (now, "none") else f"{was} → {now}",
        closes="none" if after.close_date is None else turn.dates.short(after.close_date),
    )


def _amount(turn: Turn, deal: Deal) -> str:
    return "none" if deal.amount is None else money(deal.amount, deal.currency, turn.dates.locale)


def show_deal(turn: Turn, arguments: Arguments) -> Reply:
    deal = turn.uow.deals.get(text_argument(arguments, "deal"))
    if deal is None:
        return said(turn.texts("record-gone"))
    turn.mention("deal", deal.id)
    return deal_reply(turn, deal)


def deal_reply(turn: Turn, deal: Deal) -> Reply:
    reply = said(deal_line(turn, deal))
    account = turn.uow.accounts.get(deal.account_id) if deal.account_id else None
    owner = turn.uow.users.get(deal.owner_id) if deal.owner_id else None
    if account:
        reply.lines.append(turn.texts("deal-account", name=account.name))
    if people := turn.uow.contacts.get_many(deal.contact_ids[:_MOST_PEOPLE]):
        reply.lines.append(turn.texts("deal-people", names=", ".join(each.name for each in people)))
    if owner and owner.id != turn.speaker.user.id:
        reply.lines.append(turn.texts("deal-owner", name=owner.name))
    if deal.next_step:
        reply.lines.append(turn.texts("deal-next-step", step=deal.next_step))
    return reply


def _field(turn: Turn, deal: Deal, field: str) -> Reply:
    if field == "owner":
        return owner_reply(turn, deal.name, deal.owner_id)
    values = {
        "amount": _amount(turn, deal),
        "stage": f"{stage_of(deal, turn.uow.workspace.pipelines, turn.texts)} ({deal.probability} %)",
        "close_date": "none" if deal.close_date is None else turn.dates.day(deal.close_date),
        "next_step": deal.next_step or "none",
    }
    value = values.get(field)
    if value is None:
        return deal_reply(turn, deal)
    if value == "none":
        return said(turn.texts("contact-field-unknown", name=deal.name, field=turn.texts(f"field-{field}")))
    return said(turn.texts("contact-field", name=deal.name, value=value))


def handle_list_deals(turn: Turn, frame: Frame) -> Reply:
    narrowed = company_and_owner(turn, frame)
    if isinstance(narrowed, Reply):
        return narrowed
    account, owner = narrowed
    stage = frame.slots.get("stage")
    facts: dict[str, Argument] = {
        "account": account.id if account else None,
        "pipeline": str(frame.slots["pipeline"]) if "pipeline" in frame.slots else None,
        "stage": str(stage) if stage else None,
        # A company's deals are wanted whoever has them.
        "owner": None if account and "owner" not in frame.slots else owner.id,
        **period_of(frame),
        "least": _text(frame.slots.get("min_amount")),
        "most": _text(frame.slots.get("max_amount")),
        "currency": str(frame.slots["currency"]) if "currency" in frame.slots else None,
        "without": str(frame.slots["without"]) if "without" in frame.slots else None,
        "slipped": "slipped" in frame.slots,
        "offset": 0,
    }
    return show_deals(turn, facts)


def show_deals(turn: Turn, arguments: Arguments) -> Reply:
    """One page of a list of deals."""
    first, last = text_argument(arguments, "first"), text_argument(arguments, "last")
    stage, without = text_argument(arguments, "stage") or None, text_argument(arguments, "without")
    latest = turn.dates.today - timedelta(days=1) if arguments.get("slipped") else None
    search = DealSearch(
        account_id=text_argument(arguments, "account") or None,
        stage=stage,
        owner_id=text_argument(arguments, "owner") or None,
        closes_from=date.fromisoformat(first) if first else None,
        closes_to=min(filter(None, (latest, date.fromisoformat(last) if last else None)), default=None),
        open_only=stage is None,
        idle_from=day_start(turn.dates.today, turn.speaker.zone) if without == "next_step" else None,
        undated=without == "close_date",
    )
    least, most = text_argument(arguments, "least"), text_argument(arguments, "most")
    found = list_deals(
        turn.uow,
        search,
        least=Decimal(least) if least else None,
        most=Decimal(most) if most else None,
        currency=text_argument(arguments, "currency") or None,
        pipeline=text_argument(arguments, "pipeline") or None,
    )
    return _page(turn, found, search, arguments)


def _page(turn: Turn, found: DealList, search: DealSearch, arguments: Arguments) -> Reply:
    offset = int(arguments.get("offset") or 0)
    above, below = [], []
    if found.together:
        above.append(
            together_line(
                found.together.total.amount,
                found.together.total.weighted,
                found.together.rates,
                found.together.left_out,
                turn.texts,
                turn.dates,
            )
        )
    if found.left_out:
        below.append(turn.texts("deals-left-out", count=found.left_out))
    if len(found.deals) == 1:
        turn.mention("deal", found.deals[0].id)
    fitting = found.deals[offset : offset + _PAGE - len(above) - len(below)]
    listed = Listed(
        title=_title(turn, found, search, _filters(turn, search, arguments)),
        lines=[deal_line(turn, deal) for deal in fitting],
        total=len(found.deals),
        above=above,
        below=below,
    )
    return shown(turn, "show_deals", arguments, listed)


def _filters(turn: Turn, search: DealSearch, arguments: Arguments) -> list[str]:
    """What the list is narrowed to, as it is told in its title."""
    account = turn.uow.accounts.get(search.account_id) if search.account_id else None
    told: list[str] = [turn.texts("filter-account", name=account.name)] if account else [*whose(turn, search.owner_id)]
    pipelines, pipeline = turn.uow.workspace.pipelines, text_argument(arguments, "pipeline")
    if pipeline:
        told.append(pipelines.of(pipeline).name(turn.texts.language))
    if search.stage:
        told.append(stage_name(pipelines, pipeline, search.stage, turn.texts))
    currency = text_argument(arguments, "currency")
    bounds = {key: amount for key in ("least", "most") if (amount := text_argument(arguments, key))}
    told += [turn.texts(f"filter-{key}", amount=_bound(turn, Decimal(each), currency)) for key, each in bounds.items()]
    if currency and not bounds:
        told.append(turn.texts("filter-currency", currency=currency))
    if period := period_told(turn, arguments):
        told.append(turn.texts("filter-closing", period=period))
    if arguments.get("slipped"):
        told.append(turn.texts("filter-slipped"))
    if arguments.get("without"):
        told.append(turn.texts(f"filter-without-{arguments['without']}"))
    return told


def _bound(turn: Turn, amount: Decimal, currency: str) -> str:
    """The amount as it was said: without a currency it bounds each of them."""
    if currency:
        return money(amount, currency, turn.dates.locale)
    from babel.numbers import format_decimal

    return str(format_decimal(amount, locale=turn.dates.locale))


def _title(turn: Turn, found: DealList, search: DealSearch, filters: Sequence[str]) -> Said:
    narrowed = " · ".join(filters)
    if not found.deals:
        return turn.texts("deals-none", filters=narrowed)
    locale = turn.dates.locale
    sums = ", ".join(
        # What is decided weighs nothing.
        money(total.amount, total.currency, locale)
        if search.stage in CLOSED_STAGES
        else turn.texts(
            "deals-sum",
            amount=money(total.amount, total.currency, locale),
            weighted=money(total.weighted.quantize(Decimal(1)), total.currency, locale),
        )
        for total in found.totals
    )
    return turn.texts("deals-title", count=len(found.deals), filters=narrowed, sums=sums)


def amount_of(value: object) -> Decimal | None:
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else None


def _text(value: object) -> str | None:
    amount = amount_of(value)
    return None if amount is None else str(amount)


def _day(turn: Turn, value: object) -> date | None:
    moment = moment_of(value)
    return moment.astimezone(turn.speaker.zone).date() if isinstance(moment, datetime) else moment
