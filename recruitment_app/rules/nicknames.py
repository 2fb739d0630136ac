"""Given names that mean the same name: short forms, and spellings from other scripts."""

from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_GROUPS: Final = """
abigail abi abby abbie gail
abdul abdal abdel
abdullah abdallah abdulla
abraham abe bram ibrahim ebrahim
adam ade adamek
agnes aggie agnieszka
aileen eileen
aisha ayesha aysha aishah ayisha aicha
alan allan allen alun al
albert al bert albie bertie
alexander alex alec al sandy alasdair alastair alistair alister aleksander olek sasha xander
alexandra alex sandra alix sandy lexi aleksandra ola sasha
alfred alf alfie fred freddie
alison ali ally allison alisoun
ali aly
alice ally alicja
amanda mandy manda
amina aminah ameena
amir ameer
amy aimee
andrew andy drew andrzej andre andrei
angela angie ange angelina
anita neeta
ann anne anna annie nan nancy anya ania hannah
anthony tony antony ant anton antoni
antonia toni
archibald archie
arthur art artur
asma asmaa
barbara barb babs basia
beatrice bea trixie bee
benjamin ben benny benji
bernadette bernie detta
bernard bernie
bridget bridie biddy brigid brigida
caroline carol carrie caz carolyn karolina carole
cassandra cass cassie
catherine katherine kathryn catharine katharine kate katie kathy cathy kath kat kitty cath katy
catherine kay cate katarzyna kasia kathleen katrina catriona caitlin
cecilia cecily celia cissy
charles charlie chas chuck chaz karol
charlotte charlie lottie lotte char
christine chris chrissie christina tina kristine kristina krystyna
christopher chris kit topher kris krzysztof
clare claire clara klara
clifford cliff
colin col
constance connie
cornelius con neil
daniel dan danny
danielle dani danni
daphne daff
david dave davy dai davey dawid
deborah debbie deb debra debs
derek del derrick
diana diane di dianne
dominic dom nic dominik
donald don donnie
dorothy dot dottie dolly dorota
douglas doug dougie
edward ed eddie ted teddy ned edek
edwin ed eddie
elaine laney
eleanor ellie nell nora elinor ellen lenore nellie
elizabeth liz beth betty lizzie eliza betsy lisa libby bess elsie elisabeth lisbeth elzbieta ela bet
emily em emmie emilia
emma em
eric erik
ernest ernie
esther essie hester
ewa eva eve evie
faisal faysal feisal
farida fareeda
faruk farouk farooq faruq
fatima fatimah fatema fatma fatimata
fiona fi
florence flo florrie flossie
frances fran fanny frankie francesca franny
francis frank fran frankie franciszek
frederick fred freddie freddy fryderyk
gabriel gabe
gabrielle gabby gaby gabi gabriela
genevieve gen jenny
geoffrey geoff jeff jeffrey
george georgie jerzy
georgina georgie gina georgia
gerald gerry jerry ged gerard
gillian gill jill jillian
giovanni gianni
glenda glen
gloria glo
grace gracie
graham graeme grahame
gregory greg gregor grzegorz
guillermo memo
gwendoline gwen gwendolen
hafiz hafeez
harold harry hal
hasan hassan hasson
harriet hattie harri harriett
helen nell nellie lena ellen helena ellie
henry harry hank hal henryk heinrich
herbert herb bert
hilary hil hillary
hussain husain hussein hossain husayn hossein
hugh hughie huw hew
humphrey humph
ian iain
imran emran
irene rene irena
isabel isabelle izzy bella isobel belle isabella ishbel
jacqueline jackie jacqui jacky
jacob jake jakub kuba yakub yaqub yakoub
jamal jamaal gamal
james jim jimmy jamie jem jaimie hamish
jamila jameela jamilah
janice jan
jane janey jayne sian sinead
janet jan
jason jase
jean jeanne jeanie
jennifer jen jenny jenni jenna jenn
jeremy jerry jez jem
jerome jerry
jessica jess jessie
joan joanie
joanna jo joanne joann
john jack johnny jon jan
jonathan jon johnny jonny jonathon nathan
joseph joe joey jozef yusuf yousef youssef yusef
josephine jo josie jozefina
joshua josh
joyce joy
judith judy jude judit
julia julie jules julianna
julian jules
june junie
karen kaz karin
karim kareem
kazimierz kazik
keith keef
kelly kel
kenneth ken kenny kenji
kevin kev
khadija khadijah khadeeja hadija
khalid khaled kalid
kimberly kim kimberley kym
kwame kwami
laila layla leila leyla
laura laurie lorna loz
lee leigh
laurence larry lawrence laurie lol lawrie
leonard len lenny leo
leslie les lesley
lewis lew louis lou louie
lillian lily lil lilian lilly
linda lin lynda lyn lindy belinda
louise lou lulu louisa luisa
lucy lucie lou luce
luke luca lukasz lucas lukas
lydia liddy
lynn lyn lynne
magdalena magda
mahmood mahmud mahmoud mehmood
malcolm mal malc
malgorzata gosia margaret
manjit manjeet
manuel manny
marcin marcinek
margaret maggie meg peg peggy marge margie madge rita greta mags daisy marguerite
maria marie mary marysia mariam
marian marion
mark marc marcus markus marek
marjorie marge margie
mariam maryam miriam maryum
martin marty
martha marty
mary molly polly mae may mollie maureen moira mamie
matilda tilly mattie tilda
matthew matt matty mateusz
maurice mo morris
maxine max maxi
maximilian max
maxwell max
michael mick mike mickey mikey micky michal mikhail miguel
michelle shelly shell micheline
mildred millie milly
millicent millie milly
miriam mim mimi
mohammed muhammad mohammad mohamed muhammed mohamad mohamud mohamoud muhamed mehmet md mohd mohamet
monica mon monika
mustafa mostafa mustapha moustafa
nadia nadiya
nancy nan
naomi nomi
nasreen nasrin
natalie nat natalia nathalie natasha tasha
nathaniel nat nate nathan
neil neal niall neill nial
nicholas nick nicky nicolas nico mikolaj
nicola nicky nikki nic nicole
noor nur nour noora
noreen nora
norman norm
oliver ollie olly
olivia liv livvy
omar umar omer
oscar oskar
pamela pam pammy
parveen parvin perveen
patricia pat tricia trish patsy patty paddy trisha
patrick pat paddy padraig patryk rick
paul pawel pavel pablo
paula polly
penelope penny pen
percival percy
peter pete piotr pyotr pedro
philip phil phillip pip filip
philippa pip pippa philipa
phyllis phyl
priscilla cilla
priya pria
rachel rach rachael rae raquel
rahman rehman rahmaan
ramesh rames
rashid rasheed
raymond ray
rebecca becky becca beck bex rebekah beccy
reginald reg reggie
richard rick dick ricky rich richie ryszard
rita reeta
robert bob rob bobby robbie bert robin
roberta bobbie
roderick rod roddy
rodney rod
roger rodge
roland roly
ronald ron ronnie
rosalind ros roz
rose rosie rosemary rosa roza
rosemary rosie rose romy
roxanne roxy
rukhsana ruksana roksana rukshana
rupert rupe
ruth ruthie
safia safiya safiyya
said saeed sayed saied syed sayeed sayyid
salma selma
samantha sam sammy
samir sameer
samuel sam sammy
sandeep sundeep
sandra sandy
sara sarah sally sadie zara
sean shaun shawn shane
shabana shabanah
shahid shaheed
shanaz shahnaz shehnaz
sharif shareef
sharon shaz shaza
sheila shelagh sheelagh shiela
shirley shirl
siddiq siddique sidiq
sidney sid sydney
simon si szymon
siobhan shivaun chevonne shavon
sophie sophia soph sofia zofia
stanislaw stan staszek
stanley stan
stella stel
stephanie steph steffi stefania
stephen steve steven stevie stefan
stuart stewart stu stew
sukhjit sukhjeet
sunita suneeta
susan sue suzie susie suzanne susanna suzy zuzanna zuza
sylvia syl silvia
tadeusz tadek
tahir taher
tamara tammy
tanya tania tatiana
tariq tarek tarik
teresa terry tess theresa tessa terri therese
terence terry tel terrence
theodore ted theo teddy
thomas tom tommy tomasz tomek tam
tiffany tiff
timothy tim timmy
tobias toby
tracy trace tracey traci
valentina val
valerie val
vanessa nessa ness
vera vee
veronica ronnie vera weronika
victor vic wiktor
victoria vicky vicki tori vikki viki wiktoria vic
vincent vince vinny vinnie
violet vi
virginia ginny ginger
walter wally wal walt
wendy wend
wilfred wilf fred wilfrid
william bill will billy willie liam wills wilhelm
winifred win winnie freda
wojciech wojtek
yasmin yasmeen jasmine jasmin yasmine
yvonne eve von
yunus younis younus
zachary zach zak zack zakariya zakaria zechariah
zahra zara zahrah
zainab zaynab zeinab zeynep
zoe zoey
"""


def _table() -> Mapping[str, frozenset[str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for line in _GROUPS.split("\n"):
        names = line.split()
        for name in names:
            groups[name].add(names[0])
    return MappingProxyType({name: frozenset(found) for name, found in groups.items()})


_TABLE: Final = _table()


def names_behind(given: str) -> frozenset[str]:
    """Return the full names that a plain given name may stand for: itself where none is known.

    Two given names may be one where these meet: "bob" and "rob" both stand for
    "robert", "bert" for "robert", "albert" and "herbert".
    """
    return _TABLE.get(given) or frozenset({given})


def is_given_name(word: str) -> bool:
    """Tell whether a word, in any case, is one of the given names listed here."""
    return word.casefold() in _TABLE
