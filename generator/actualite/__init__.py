"""Tell what was announced and when: public calls, dates of an agenda, what is new; all without a clock."""

from generator.actualite.calendar_days import CalendarEntry, exact_day, rendez_vous
from generator.actualite.calendars import Calendar, every_calendar
from generator.actualite.feeds import EXEMPLES, MOST, TOUT, Feed, every_feed
from generator.actualite.lasting_names import first_name, lasting_name
from generator.actualite.news_items import GENRES, NewsItem, every_news_item
from generator.actualite.one_line import on_one_line
from generator.actualite.public_calls import PublicCall, calls_of, every_call, seeking_a_collectivity
from generator.actualite.tracking import DueDate, Signature, Tracked, deadlines, tracked

__all__ = [
    "EXEMPLES",
    "GENRES",
    "MOST",
    "TOUT",
    "Calendar",
    "CalendarEntry",
    "DueDate",
    "Feed",
    "NewsItem",
    "PublicCall",
    "Signature",
    "Tracked",
    "calls_of",
    "deadlines",
    "every_calendar",
    "every_call",
    "every_feed",
    "every_news_item",
    "exact_day",
    "first_name",
    "lasting_name",
    "on_one_line",
    "rendez_vous",
    "seeking_a_collectivity",
    "tracked",
]
