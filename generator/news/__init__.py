"""Tell what was announced and when: public calls, dates of an agenda, what is new; all without a clock."""

from generator.news.calendar_days import CalendarEntry, exact_day, rendez_vous
from generator.news.calendars import Calendar, every_calendar
from generator.news.feeds import EXEMPLES, MOST, TOUT, Feed, every_feed
from generator.news.lasting_names import first_name, lasting_name
from generator.news.news_items import GENRES, NewsItem, every_news_item
from generator.news.one_line import on_one_line
from generator.news.public_calls import PublicCall, calls_of, every_call, seeking_a_collectivity
from generator.news.tracking import DueDate, Signature, Tracked, deadlines, tracked

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
