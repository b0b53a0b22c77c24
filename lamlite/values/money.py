"""Amounts of money and the names of currencies."""

from __future__ import annotations

from dataclasses import dataclass

from .numbers import Number, number_at, tidy
from .numerals import scale
from .tokens import Tokens

# ISO 4217 code -> names in lower case; a name that several countries share goes to the one that is meant when it stands
# alone in English text.
_TABLE = {
    "USD": "$ us$ dollar dollars buck bucks us_dollar us_dollars american_dollar american_dollars "
    "united_states_dollar united_states_dollars u.s._dollar u.s._dollars",
    "EUR": "€ euro euros",
    "GBP": "£ pound pounds quid british_pound british_pounds pound_sterling pounds_sterling sterling "
    "uk_pound uk_pounds",
    "JPY": "¥ yen yens japanese_yen",
    "CNY": "元 yuan kuai renminbi rmb chinese_yuan chinese_renminbi",
    "INR": "₹ rupee rupees indian_rupee indian_rupees",
    "KRW": "₩ won south_korean_won korean_won",
    "RUB": "₽ ruble rubles rouble roubles russian_ruble russian_rubles russian_rouble russian_roubles",
    "CHF": "franc francs swiss_franc swiss_francs",
    "CAD": "c$ ca$ can$ canadian_dollar canadian_dollars",
    "AUD": "a$ au$ australian_dollar australian_dollars aussie_dollar aussie_dollars",
    "NZD": "nz$ new_zealand_dollar new_zealand_dollars",
    "HKD": "hk$ hong_kong_dollar hong_kong_dollars",
    "SGD": "s$ singapore_dollar singapore_dollars",
    "TWD": "nt$ taiwan_dollar taiwan_dollars new_taiwan_dollar new_taiwan_dollars",
    "JMD": "jamaican_dollar jamaican_dollars",
    "BRL": "r$ real reais reals brazilian_real brazilian_reais",
    "MXN": "peso pesos mexican_peso mexican_pesos",
    "ARS": "argentine_peso argentine_pesos argentinian_peso",
    "CLP": "chilean_peso chilean_pesos",
    "COP": "colombian_peso colombian_pesos",
    "PHP": "₱ philippine_peso philippine_pesos",
    "SEK": "swedish_krona swedish_kronor krona kronor",
    "NOK": "norwegian_krone norwegian_kroner",
    "DKK": "krone kroner danish_krone danish_kroner",
    "ISK": "icelandic_krona icelandic_kronur",
    "PLN": "zloty zlotys zł polish_zloty",
    "CZK": "koruna korunas czech_koruna",
    "HUF": "forint forints hungarian_forint",
    "RON": "leu lei romanian_leu",
    "BGN": "lev leva bulgarian_lev",
    "TRY": "₺ lira liras turkish_lira turkish_liras",
    "ILS": "₪ shekel shekels israeli_shekel israeli_shekels",
    "SAR": "riyal riyals saudi_riyal saudi_riyals",
    "AED": "dirham dirhams uae_dirham emirati_dirham",
    "KWD": "kuwaiti_dinar kuwaiti_dinars",
    "BHD": "bahraini_dinar bahraini_dinars bahrain_dinar",
    "JOD": "jordanian_dinar jordanian_dinars",
    "EGP": "egyptian_pound egyptian_pounds",
    "ZAR": "rand rands south_african_rand",
    "NGN": "₦ naira nigerian_naira",
    "KES": "kenyan_shilling kenyan_shillings shilling shillings",
    "GHS": "cedi cedis ghanaian_cedi",
    "THB": "฿ baht thai_baht",
    "VND": "₫ dong vietnamese_dong",
    "IDR": "rupiah indonesian_rupiah rupiahs",
    "MYR": "ringgit malaysian_ringgit ringgits",
    "PKR": "pakistani_rupee pakistani_rupees",
    "BDT": "taka bangladeshi_taka",
    "UAH": "₴ hryvnia ukrainian_hryvnia",
    "PEN": "peruvian_sol nuevo_sol",
    "NLG": "guilder guilders dutch_guilder dutch_guilders netherlands_guilder netherlands_guilders",
    "ESP": "peseta pesetas spanish_peseta spanish_pesetas",
    "ITL": "italian_lira italian_lire lire",
    "CRC": "₡ costa_rican_colon costa_rican_colones",
    "GEL": "₾ lari georgian_lari",
    "LAK": "₭ kip laotian_kip lao_kip",
    "KZT": "₸ tenge kazakhstani_tenge",
    "PYG": "₲ guarani guaranis paraguayan_guarani",
    "LKR": "sri_lankan_rupee sri_lankan_rupees",
    "QAR": "qatari_riyal qatari_riyals",
    "BTC": "₿ bitcoin bitcoins",
    "FIM": "markka finnish_markka finnish_markkas",
    "DEM": "german_mark german_marks deutsche_mark deutsche_marks deutschmark",
    "FRF": "french_franc french_francs",
}
CODE_OF = {name: code for code, names in _TABLE.items() for name in names.split()}
CODE_OF |= {code.lower(): code for code in _TABLE}
_SIGNS = {name for name in CODE_OF if not name[-1].isalpha()}
# Codes that are also English words count only in capitals: "try".
_WORD_CODES = {"try", "all", "cop", "ron", "php", "pen", "dem", "sar"}
_CENTS = {"cent", "cents", "¢", "penny", "pence", "pennies"}
_LONGEST_NAME = 3


@dataclass(frozen=True)
class Amount:
    """A sum of money; `currency` is an ISO 4217 code."""

    value: Number
    currency: str


def currency_at(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """The ISO 4217 code of the currency named at token `i`, and the index after it."""
    low = tokens.low
    for count in range(_LONGEST_NAME, 0, -1):
        words = low[i : i + count]
        joined = "_".join(words)
        code = CODE_OF.get(joined) or (_dollar(words) if words[-1] == "$" else None)
        if code is None:
            continue
        if count == 1 and joined in _WORD_CODES and not tokens.text[tokens.start[i] : tokens.end[i]].isupper():
            return None
        return code, i + count
    return None


def _dollar(words: list[str]) -> str | None:
    """The code before a dollar sign, as in "AUD$" and "C$"."""
    return CODE_OF.get("".join(words)) or (CODE_OF.get(words[0]) if len(words) == 2 and len(words[0]) == 3 else None)


def amount_at(tokens: Tokens, i: int) -> tuple[Amount, int] | None:
    """The amount at token `i` and the index after it: "$5.99", "20 bucks", "EUR 12", "5 dollars and 20 cents"."""
    currency = currency_at(tokens, i)
    if currency is not None:
        found = number_at(tokens, currency[1])
        if found is None:
            return None
        value, j = found
        # "$20 USD" and "US$ 20 dollars" say the currency twice; the second, longer name decides.
        again = currency_at(tokens, j) if tokens.low[i] == "$" else None
        return (Amount(value, again[0]), again[1]) if again else (Amount(value, currency[0]), j)
    return _number_first(tokens, i)


def _number_first(tokens: Tokens, i: int) -> tuple[Amount, int] | None:
    found = number_at(tokens, i)
    if found is None and tokens.low[i] in ("a", "an", "one"):
        found = (1, i + 1)
    if found is None:
        return None
    value, j = found
    low = tokens.low
    if low[j] == "-":
        j += 1
    if low[j] in _CENTS:
        return Amount(tidy(value / 100), "GBP" if low[j] == "pence" else "USD"), j + 1
    named = currency_at(tokens, j)
    if named is None or (low[j] in _SIGNS and not tokens.glued(j) and low[j] == "$"):
        return None
    currency, j = named
    if factor := scale(low[j]):
        return Amount(tidy(value * factor), currency), j + 1
    k = j + 1 if low[j] == "and" else j
    cents = number_at(tokens, k)
    if cents is not None and low[cents[1]] in _CENTS and 0 <= cents[0] < 100:
        return Amount(tidy(value + cents[0] / 100), currency), cents[1] + 1
    # "15 dollars 50"
    if k == j and low[j].isdigit() and len(low[j]) == 2 and value == int(value) and not low[j + 1].isalnum():
        return Amount(tidy(value + int(low[j]) / 100), currency), j + 1
    return Amount(value, currency), j
