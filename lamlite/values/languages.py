"""Names of languages with their codes (ISO 639-1)."""

from __future__ import annotations

_TABLE = """
af afrikaans|am amharic|ar arabic|as assamese|az azerbaijani,azeri|be belarusian|bg bulgarian|bn bengali,bangla|
bo tibetan|bs bosnian|ca catalan|cs czech|cy welsh|da danish|de german,deutsch|el greek|en english|eo esperanto|
es spanish,castilian,español|et estonian|eu basque|fa persian,farsi|fi finnish|fj fijian|fo faroese|
fr french,français|fy frisian|ga irish,irish gaelic|gd scottish gaelic,gaelic|gl galician|gn guarani|gu gujarati|
ha hausa|he hebrew|hi hindi|hr croatian|ht haitian creole,haitian|hu hungarian|hy armenian|id indonesian|ig igbo|
is icelandic|it italian|ja japanese|jv javanese|ka georgian|kk kazakh|km khmer,cambodian|kn kannada|ko korean|
ku kurdish|ky kyrgyz|la latin|lb luxembourgish|lo lao|lt lithuanian|lv latvian|mg malagasy|mi maori|mk macedonian|
ml malayalam|mn mongolian|mr marathi|ms malay|mt maltese|my burmese|ne nepali|nl dutch,flemish|no norwegian|
ny chichewa|om oromo|or odia,oriya|pa punjabi,panjabi|pl polish|ps pashto|pt portuguese|qu quechua|rm romansh|
ro romanian|ru russian|rw kinyarwanda|sa sanskrit|sd sindhi|si sinhala,sinhalese|sk slovak|sl slovenian,slovene|
sm samoan|sn shona|so somali|sq albanian|sr serbian|st sesotho|su sundanese|sv swedish|sw swahili|ta tamil|te telugu|
tg tajik|th thai|ti tigrinya|tk turkmen|tl tagalog,filipino|tn tswana,setswana|to tongan|tr turkish|tt tatar|
ug uyghur|uk ukrainian|ur urdu|uz uzbek|vi vietnamese|wo wolof|xh xhosa|yi yiddish|yo yoruba|
zh chinese,mandarin,mandarin chinese|zu zulu
"""
LANGUAGES = {
    name: entry.strip()[:2] for entry in _TABLE.replace("\n", "").split("|") for name in entry.strip()[3:].split(",")
}
