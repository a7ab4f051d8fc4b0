"""List every record that readers can find, with its facets: search, pages and open data all use this list."""

from generator.catalogue.bands import SIZES, UNTOLD, months
from generator.catalogue.catalogue_fields import CATALOGUE_FIELDS, CatalogueField
from generator.catalogue.entries import CatalogueEntry, catalogue_entries
from generator.catalogue.facet_groups import FacetChoice, FacetGroup, facets_in_use, is_country
from generator.catalogue.funders import funder_codes, named_funders
from generator.catalogue.invented_records import invented_records
from generator.catalogue.record_facets import GROUPES, RecordFacets, place_codes

__all__ = [
    "CATALOGUE_FIELDS",
    "GROUPES",
    "SIZES",
    "UNTOLD",
    "CatalogueEntry",
    "CatalogueField",
    "FacetChoice",
    "FacetGroup",
    "RecordFacets",
    "catalogue_entries",
    "facets_in_use",
    "funder_codes",
    "invented_records",
    "is_country",
    "months",
    "named_funders",
    "place_codes",
]
