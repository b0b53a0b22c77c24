"""Names of countries and of what is from there, with their codes (ISO 3166-1 alpha-2 and alpha-3)."""

from __future__ import annotations

_TABLE = """
AF AFG afghanistan,afghan|AL ALB albania,albanian|DZ DZA algeria,algerian|AD AND andorra,andorran|
AO AGO angola,angolan|AG ATG antigua and barbuda,antigua|AR ARG argentina,argentine,argentinian|
AM ARM armenia,armenian|AU AUS australia,australian|AT AUT austria,austrian|AZ AZE azerbaijan,azerbaijani|
BS BHS bahamas,bahamian|BH BHR bahrain,bahraini|BD BGD bangladesh,bangladeshi|BB BRB barbados,barbadian|
BY BLR belarus,belarusian|BE BEL belgium,belgian|BZ BLZ belize,belizean|BJ BEN benin,beninese|BM BMU bermuda|
BT BTN bhutan,bhutanese|BO BOL bolivia,bolivian|BA BIH bosnia and herzegovina,bosnia,bosnian|
BW BWA botswana,botswanan|BR BRA brazil,brazilian,brasil|BN BRN brunei,bruneian|BG BGR bulgaria,bulgarian|
BF BFA burkina faso,burkinabe|BI BDI burundi,burundian|CV CPV cape verde,cabo verde|KH KHM cambodia,cambodian|
CM CMR cameroon,cameroonian|CA CAN canada,canadian|CF CAF central african republic|TD TCD chad,chadian|
CL CHL chile,chilean|CN CHN china,chinese,prc,mainland china|CO COL colombia,colombian|KM COM comoros,comorian|
CG COG congo,republic of the congo,congo brazzaville|
CD COD democratic republic of the congo,democratic republic of congo,dr congo,drc,congo kinshasa|
CR CRI costa rica,costa rican|CI CIV ivory coast,côte d'ivoire,cote d'ivoire,ivorian|HR HRV croatia,croatian|
CU CUB cuba,cuban|CY CYP cyprus,cypriot|CZ CZE czech republic,czechia,czech|DK DNK denmark,danish|
DJ DJI djibouti,djiboutian|DM DMA dominica|DO DOM dominican republic,dominican|EC ECU ecuador,ecuadorian|
EG EGY egypt,egyptian|SV SLV el salvador,salvadoran|GQ GNQ equatorial guinea|ER ERI eritrea,eritrean|
EE EST estonia,estonian|SZ SWZ eswatini,swaziland,swazi|ET ETH ethiopia,ethiopian|FJ FJI fiji,fijian|
FI FIN finland,finnish|FR FRA france,french|GA GAB gabon,gabonese|GM GMB gambia,gambian|GE GEO georgia,georgian|
DE DEU germany,german,deutschland|GH GHA ghana,ghanaian|GR GRC greece,greek|GL GRL greenland|GD GRD grenada,grenadian|
GT GTM guatemala,guatemalan|GN GIN guinea,guinean|GW GNB guinea bissau|GY GUY guyana,guyanese|HT HTI haiti,haitian|
VA VAT vatican,vatican city,holy see|HN HND honduras,honduran|HK HKG hong kong|HU HUN hungary,hungarian|
IS ISL iceland,icelandic|IN IND india,indian|ID IDN indonesia,indonesian|IR IRN iran,iranian|IQ IRQ iraq,iraqi|
IE IRL ireland,irish,republic of ireland|IL ISR israel,israeli|IT ITA italy,italian|JM JAM jamaica,jamaican|
JP JPN japan,japanese|JO JOR jordan,jordanian|KZ KAZ kazakhstan,kazakh|KE KEN kenya,kenyan|KI KIR kiribati|
KP PRK north korea,north korean|KR KOR south korea,korea,south korean,korean,republic of korea|
KW KWT kuwait,kuwaiti|KG KGZ kyrgyzstan,kyrgyz|LA LAO laos,lao,laotian|LV LVA latvia,latvian|LB LBN lebanon,lebanese|
LS LSO lesotho|LR LBR liberia,liberian|LY LBY libya,libyan|LI LIE liechtenstein|LT LTU lithuania,lithuanian|
LU LUX luxembourg,luxembourgish|MO MAC macau,macao|MG MDG madagascar,malagasy|MW MWI malawi,malawian|
MY MYS malaysia,malaysian|MV MDV maldives,maldivian|ML MLI mali,malian|MT MLT malta,maltese|MH MHL marshall islands|
MR MRT mauritania,mauritanian|MU MUS mauritius,mauritian|MX MEX mexico,mexican|FM FSM micronesia|
MD MDA moldova,moldovan|MC MCO monaco|MN MNG mongolia,mongolian|ME MNE montenegro,montenegrin|
MA MAR morocco,moroccan|MZ MOZ mozambique,mozambican|MM MMR myanmar,burma,burmese|NA NAM namibia,namibian|
NR NRU nauru|NP NPL nepal,nepalese,nepali|NL NLD netherlands,holland,dutch|NZ NZL new zealand,new zealander|
NI NIC nicaragua,nicaraguan|NE NER niger,nigerien|NG NGA nigeria,nigerian|
MK MKD north macedonia,macedonia,macedonian|NO NOR norway,norwegian|OM OMN oman,omani|PK PAK pakistan,pakistani|
PW PLW palau|PS PSE palestine,palestinian|PA PAN panama,panamanian|PG PNG papua new guinea|
PY PRY paraguay,paraguayan|PE PER peru,peruvian|PH PHL philippines,philippine,filipino|PL POL poland,polish|
PT PRT portugal,portuguese|PR PRI puerto rico,puerto rican|QA QAT qatar,qatari|RO ROU romania,romanian|
RU RUS russia,russian,russian federation|RW RWA rwanda,rwandan|KN KNA saint kitts and nevis|
LC LCA saint lucia,st lucia|VC VCT saint vincent and the grenadines|WS WSM samoa,samoan|SM SMR san marino|
ST STP sao tome and principe|SA SAU saudi arabia,saudi|SN SEN senegal,senegalese|RS SRB serbia,serbian|
SC SYC seychelles|SL SLE sierra leone|SG SGP singapore,singaporean|SK SVK slovakia,slovak,slovakian|
SI SVN slovenia,slovenian|SB SLB solomon islands|SO SOM somalia,somali|ZA ZAF south africa,south african|
SS SSD south sudan|ES ESP spain,spanish|LK LKA sri lanka,sri lankan|SD SDN sudan,sudanese|SR SUR suriname|
SE SWE sweden,swedish|CH CHE switzerland,swiss|SY SYR syria,syrian|TW TWN taiwan,taiwanese|
TJ TJK tajikistan,tajik|TZ TZA tanzania,tanzanian|TH THA thailand,thai|TL TLS east timor,timor leste|TG TGO togo|
TO TON tonga,tongan|TT TTO trinidad and tobago,trinidad|TN TUN tunisia,tunisian|
TR TUR turkey,türkiye,turkiye,turkish|TM TKM turkmenistan,turkmen|TV TUV tuvalu|UG UGA uganda,ugandan|
UA UKR ukraine,ukrainian|AE ARE united arab emirates,uae,emirates,emirati|
GB GBR united kingdom,uk,great britain,britain,british,england,english,scotland,scottish,wales,welsh,northern ireland|
US USA united states,united states of america,usa,us,america,american,states|UY URY uruguay,uruguayan|
UZ UZB uzbekistan,uzbek|VU VUT vanuatu|VE VEN venezuela,venezuelan|VN VNM vietnam,viet nam,vietnamese|
YE YEM yemen,yemeni|ZM ZMB zambia,zambian|ZW ZWE zimbabwe,zimbabwean
"""


def _entries() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for entry in _TABLE.replace("\n", "").split("|"):
        two, three, names = entry.strip().split(" ", 2)
        found |= dict.fromkeys(names.split(","), (two, three))
    return found


# Name in lower case -> its two codes.
COUNTRIES = _entries()
