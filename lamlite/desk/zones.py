"""Time zones by the names people use: "Tokyo", "CET", "Europe/Berlin", "UTC+2", "India", "here"."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from lamlite.core.errors import Ambiguous, ToolError

from .match import Candidate, fold, pick
from .moment import clock

# Letters that are used for one zone far more than for others, and places that the zone names do not have.
_KNOWN = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "zulu": "UTC",
    "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York", "eastern": "America/New_York",
    "cst": "America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago", "central": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver", "mountain": "America/Denver",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "bst": "Europe/London", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "eet": "Europe/Helsinki",
    "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "kst": "Asia/Seoul", "aest": "Australia/Sydney", "msk": "Europe/Moscow",
    "nyc": "America/New_York", "boston": "America/New_York", "washington": "America/New_York",
    "miami": "America/New_York", "atlanta": "America/New_York", "philadelphia": "America/New_York",
    "san francisco": "America/Los_Angeles", "sf": "America/Los_Angeles", "la": "America/Los_Angeles",
    "seattle": "America/Los_Angeles", "las vegas": "America/Los_Angeles", "california": "America/Los_Angeles",
    "portland": "America/Los_Angeles", "houston": "America/Chicago", "dallas": "America/Chicago",
    "austin": "America/Chicago", "texas": "America/Chicago", "montreal": "America/Toronto", "ottawa": "America/Toronto",
    "rio": "America/Sao_Paulo", "rio de janeiro": "America/Sao_Paulo", "uk": "Europe/London",
    "england": "Europe/London", "britain": "Europe/London", "united kingdom": "Europe/London",
    "edinburgh": "Europe/London", "ireland": "Europe/Dublin", "france": "Europe/Paris", "germany": "Europe/Berlin",
    "munich": "Europe/Berlin", "frankfurt": "Europe/Berlin", "hamburg": "Europe/Berlin", "italy": "Europe/Rome",
    "milan": "Europe/Rome", "spain": "Europe/Madrid", "barcelona": "Europe/Madrid", "switzerland": "Europe/Zurich",
    "geneva": "Europe/Zurich", "netherlands": "Europe/Amsterdam", "sweden": "Europe/Stockholm",
    "norway": "Europe/Oslo", "poland": "Europe/Warsaw", "greece": "Europe/Athens", "turkey": "Europe/Istanbul",
    "india": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata",
    "bangalore": "Asia/Kolkata", "chennai": "Asia/Kolkata", "china": "Asia/Shanghai", "beijing": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai", "japan": "Asia/Tokyo", "osaka": "Asia/Tokyo", "korea": "Asia/Seoul",
    "south korea": "Asia/Seoul", "israel": "Asia/Jerusalem", "tel aviv": "Asia/Jerusalem", "abu dhabi": "Asia/Dubai",
    "vietnam": "Asia/Ho_Chi_Minh", "thailand": "Asia/Bangkok", "philippines": "Asia/Manila", "egypt": "Africa/Cairo",
    "south africa": "Africa/Johannesburg", "cape town": "Africa/Johannesburg", "kenya": "Africa/Nairobi",
    "nigeria": "Africa/Lagos", "portugal": "Europe/Lisbon",
    "hawaii": "Pacific/Honolulu", "alaska": "America/Anchorage", "arizona": "America/Phoenix",
    "florida": "America/New_York", "bombay": "Asia/Kolkata", "austria": "Europe/Vienna",
    "belgium": "Europe/Brussels", "denmark": "Europe/Copenhagen", "finland": "Europe/Helsinki",
    "hungary": "Europe/Budapest", "czech republic": "Europe/Prague", "ukraine": "Europe/Kiev",
    "georgia": "Asia/Tbilisi", "saudi arabia": "Asia/Riyadh", "pakistan": "Asia/Karachi", "taiwan": "Asia/Taipei",
    "malaysia": "Asia/Kuala_Lumpur", "argentina": "America/Argentina/Buenos_Aires", "chile": "America/Santiago",
    "colombia": "America/Bogota", "peru": "America/Lima",
    "new zealand": "Pacific/Auckland", "wellington": "Pacific/Auckland",
}  # fmt: skip
# Capitals and the largest cities. Zones that carry the name of the city itself (Europe/Paris) need no line here.
_PLACES_IN = """
Africa/Abidjan: yamoussoukro, ivory coast
Africa/Algiers: algeria, oran
Africa/Cairo: alexandria, giza
Africa/Casablanca: rabat, morocco, marrakesh, marrakech, fez, tangier
Africa/Dar_es_Salaam: dodoma, tanzania, zanzibar
Africa/Accra: ghana, kumasi
Africa/Addis_Ababa: ethiopia
Africa/Dakar: senegal
Africa/Harare: zimbabwe
Africa/Johannesburg: pretoria, durban, soweto
Africa/Kampala: uganda
Africa/Khartoum: sudan, omdurman
Africa/Lagos: abuja, kano, ibadan
Africa/Luanda: angola
Africa/Lusaka: zambia
Africa/Maputo: mozambique
Africa/Nairobi: mombasa
Africa/Porto-Novo: cotonou, benin
Africa/Tripoli: libya
Africa/Tunis: tunisia
Africa/Douala: yaounde, cameroon
America/Argentina/Buenos_Aires: cordoba argentina, rosario
America/Asuncion: paraguay
America/Bogota: medellin, cali
America/Caracas: venezuela, maracaibo
America/Chicago: san antonio, fort worth, milwaukee, minneapolis, st louis, saint louis, kansas city, memphis
America/Chicago: nashville, new orleans, oklahoma city, omaha, tulsa, illinois, minnesota, wisconsin, louisiana
America/Chicago: iowa, missouri, alabama, oklahoma, arkansas
America/Costa_Rica: san jose costa rica
America/Denver: salt lake city, albuquerque, colorado springs, colorado, utah, new mexico, wyoming, montana
America/Edmonton: calgary, alberta
America/Guatemala: guatemala city
America/Guayaquil: quito, ecuador
America/Halifax: nova scotia
America/Havana: cuba
America/Jamaica: kingston
America/La_Paz: bolivia, sucre, santa cruz de la sierra
America/Lima: arequipa
America/Los_Angeles: san diego, san jose, sacramento, oakland, silicon valley, washington state, oregon, nevada
America/Managua: nicaragua
America/Mexico_City: guadalajara, puebla, cdmx
America/Monterrey: monterrey mexico
America/Montevideo: uruguay
America/New_York: charlotte, jacksonville, columbus, baltimore, cleveland, pittsburgh, orlando, tampa, raleigh
America/New_York: buffalo, brooklyn, manhattan, washington dc, washington d c, new jersey, pennsylvania
America/New_York: massachusetts, virginia
America/New_York: north carolina, ohio, maryland, connecticut
America/Panama: panama city
America/Phoenix: tucson
America/Port-au-Prince: haiti
America/Puerto_Rico: san juan
America/Santiago: valparaiso
America/Santo_Domingo: dominican republic
America/Sao_Paulo: brasilia, belo horizonte, curitiba, porto alegre, salvador brazil
America/Toronto: ontario, quebec city, quebec
America/Vancouver: british columbia
America/Winnipeg: manitoba
Asia/Almaty: astana, nur sultan, kazakhstan
Asia/Amman: jordan
Asia/Ashgabat: turkmenistan
Asia/Baghdad: iraq, basra, mosul
Asia/Baku: azerbaijan
Asia/Beirut: lebanon
Asia/Bishkek: kyrgyzstan
Asia/Colombo: sri lanka
Asia/Damascus: syria, aleppo
Asia/Dhaka: bangladesh, chittagong
Asia/Dubai: uae, united arab emirates, emirates, sharjah
Asia/Ho_Chi_Minh: hanoi, da nang, ho chi minh city
Asia/Hong_Kong: kowloon
Asia/Jakarta: surabaya, bandung, medan
Asia/Kabul: afghanistan
Asia/Karachi: islamabad, lahore, faisalabad, rawalpindi
Asia/Kathmandu: nepal
Asia/Kolkata: hyderabad, bengaluru, ahmedabad, pune, surat, jaipur, lucknow, kanpur, nagpur, goa, calcutta
Asia/Kuwait: kuwait city
Asia/Makassar: bali, denpasar
Asia/Manila: quezon city, cebu
Asia/Muscat: oman
Asia/Phnom_Penh: cambodia
Asia/Pyongyang: north korea
Asia/Qatar: doha
Asia/Bahrain: manama
Asia/Riyadh: jeddah, mecca, medina
Asia/Seoul: busan, incheon, daegu
Asia/Shanghai: guangzhou, chengdu, tianjin, wuhan, hangzhou, nanjing, xian, dongguan, suzhou, shenyang, harbin, qingdao
Asia/Tashkent: uzbekistan
Asia/Tbilisi: tiflis
Asia/Tehran: iran, mashhad
Asia/Thimphu: bhutan
Asia/Tokyo: kyoto, yokohama, nagoya, sapporo, fukuoka, kobe, hiroshima
Asia/Ulaanbaatar: ulan bator, mongolia
Asia/Vientiane: laos
Asia/Yangon: rangoon, naypyidaw, myanmar, burma
Asia/Yerevan: armenia
Asia/Aden: sanaa, yemen
Atlantic/Reykjavik: iceland
Australia/Adelaide: south australia
Australia/Brisbane: gold coast, queensland
Australia/Melbourne: victoria australia
Australia/Perth: western australia
Australia/Sydney: canberra, newcastle australia, new south wales
Europe/Amsterdam: rotterdam, the hague, holland, utrecht
Europe/Athens: thessaloniki
Europe/Belgrade: serbia
Europe/Berlin: cologne, stuttgart, dusseldorf, leipzig, dresden, hannover, bremen, bonn
Europe/Bratislava: slovakia
Europe/Brussels: antwerp, bruges, ghent
Europe/Bucharest: romania
Europe/Chisinau: moldova
Europe/Copenhagen: aarhus
Europe/Dublin: cork
Europe/Istanbul: ankara, izmir, antalya
Europe/Kiev: kyiv, kharkiv, odessa, lviv
Europe/Lisbon: porto
Europe/Ljubljana: slovenia
Europe/London: manchester, birmingham, liverpool, glasgow, leeds, bristol, cardiff, scotland, wales, cambridge, oxford
Europe/Luxembourg: luxembourg city
Europe/Madrid: valencia, seville, malaga, bilbao, palma
Europe/Minsk: belarus
Europe/Moscow: st petersburg, saint petersburg
Europe/Oslo: bergen
Europe/Paris: lyon, marseille, nice, toulouse, bordeaux, strasbourg, lille
Europe/Podgorica: montenegro
Europe/Riga: latvia
Europe/Rome: naples, turin, florence, venice, bologna, palermo
Europe/Sarajevo: bosnia
Europe/Skopje: north macedonia, macedonia
Europe/Sofia: bulgaria
Europe/Stockholm: gothenburg, malmo
Europe/Tallinn: estonia
Europe/Tirane: tirana, albania
Europe/Vaduz: liechtenstein
Europe/Vatican: vatican city
Europe/Vienna: salzburg, graz, innsbruck
Europe/Vilnius: lithuania
Europe/Warsaw: krakow, cracow, gdansk, wroclaw
Europe/Zagreb: croatia, split, dubrovnik
Europe/Zurich: bern, basel, lausanne
Indian/Antananarivo: madagascar
Indian/Maldives: male
Indian/Mauritius: port louis
Pacific/Fiji: suva
America/Barbados: bridgetown
America/Belize: belmopan
America/Dominica: roseau
America/Guyana: georgetown
America/St_Lucia: castries
Africa/Blantyre: lilongwe, malawi
Africa/Bujumbura: gitega, burundi
Africa/Kinshasa: dr congo, congo
Africa/Lubumbashi: mbuji mayi
Asia/Brunei: bandar seri begawan
Atlantic/Cape_Verde: praia
Europe/Malta: valletta
Indian/Comoro: moroni
Pacific/Efate: port vila
Pacific/Guadalcanal: honiara
Pacific/Tongatapu: nukualofa
Pacific/Guam: hagatna
Pacific/Port_Moresby: papua new guinea
"""
_PLACES = {
    name.strip(): zone
    for zone, _, names in (line.partition(": ") for line in _PLACES_IN.strip().splitlines())
    for name in names.split(",")
}
_SEVERAL = {
    "us": ("New York", "Chicago", "Denver", "Los Angeles"), "usa": ("New York", "Chicago", "Denver", "Los Angeles"),
    "america": ("New York", "Chicago", "Denver", "Los Angeles"),
    "united states": ("New York", "Chicago", "Denver", "Los Angeles"),
    "australia": ("Sydney", "Brisbane", "Adelaide", "Perth"), "canada": ("Toronto", "Winnipeg", "Vancouver", "Halifax"),
    "brazil": ("Sao Paulo", "Manaus"), "russia": ("Moscow", "Yekaterinburg", "Novosibirsk", "Vladivostok"),
    "mexico": ("Mexico City", "Tijuana", "Cancun"), "indonesia": ("Jakarta", "Makassar", "Jayapura"),
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_HERE = {"here", "local", "home", "mine", "me", "my", "our", "ours", "current", "this", "over here", "at home"}
_HERE |= {"my time", "my time zone", "current location", "location", "where i am", "where i live", "place", "city"}
_NOISE = re.compile(r"\b(the|in|my|s|standard|daylight|summer|winter|time|times|timezone|zone)\b")


def find(name: str, parameter: str = "") -> tzinfo:
    """The zone that a name means.

    Raises:
        Ambiguous: a country with several zones.
        NotFound: nothing is called so.
    """
    text = fold(name)
    offset = _OFFSET.fullmatch(name.strip())
    if offset:
        return _fixed(offset)
    exact = next((zone for zone in _names() if zone.casefold() == name.strip().casefold()), None)
    if exact and "/" in exact:
        return ZoneInfo(exact)
    bare = " ".join(_NOISE.sub(" ", text).split()) or text
    if bare in _HERE or text in _HERE:
        return clock().tzinfo or timezone.utc
    if bare in _SEVERAL:
        raise Ambiguous(f"Which time zone: {name}?", choices=_SEVERAL[bare], parameter=parameter)
    if bare in _KNOWN or bare in _PLACES:
        return ZoneInfo(_KNOWN.get(bare) or _PLACES[bare])
    if exact:
        return ZoneInfo(exact)
    candidates = [Candidate(zone, zone.casefold(), _city(zone), zone) for zone in _names() if "/" in zone]
    return ZoneInfo(pick(bare, candidates, noun="time zone", parameter=parameter))


def _fixed(match: re.Match[str]) -> tzinfo:
    span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if span >= timedelta(hours=24):
        raise ToolError(f"{match[0]!r} is not the offset of a time zone.")
    return timezone(span if match[1] == "+" else -span)


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    """The canonical names of places; older names for the same city are left out."""
    old = ("Etc/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "posix", "right")
    last = {_city(zone): zone for zone in sorted(available_timezones()) if not zone.startswith(old)}
    # America/Argentina/Buenos_Aires and America/Buenos_Aires are one city: one of them is enough.
    return tuple(sorted(last.values()))


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
