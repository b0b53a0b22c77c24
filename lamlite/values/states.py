"""Names of the states of the US, and of the provinces of Canada, with the letters that the post uses."""

from __future__ import annotations

_TABLE = """
AL alabama|AK alaska|AZ arizona|AR arkansas|CA california|CO colorado|CT connecticut|DE delaware|FL florida|GA georgia|
HI hawaii|ID idaho|IL illinois|IN indiana|IA iowa|KS kansas|KY kentucky|LA louisiana|ME maine|MD maryland|
MA massachusetts|MI michigan|MN minnesota|MS mississippi|MO missouri|MT montana|NE nebraska|NV nevada|
NH new hampshire|NJ new jersey|NM new mexico|NY new york,new york state|NC north carolina|ND north dakota|OH ohio|
OK oklahoma|OR oregon|PA pennsylvania|RI rhode island|SC south carolina|SD south dakota|TN tennessee|TX texas|UT utah|
VT vermont|VA virginia|WA washington,washington state|WV west virginia|WI wisconsin|WY wyoming|
DC district of columbia,washington dc,washington d c|PR puerto rico|GU guam|
AB alberta|BC british columbia|MB manitoba|NB new brunswick|NL newfoundland and labrador,newfoundland|NS nova scotia|
ON ontario|PE prince edward island|QC quebec|SK saskatchewan|YT yukon|NT northwest territories|NU nunavut
"""
STATES = {
    name: entry.strip()[:2] for entry in _TABLE.replace("\n", "").split("|") for name in entry.strip()[3:].split(",")
}
