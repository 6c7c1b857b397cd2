#include "tasks/generate/real_words.h"

#include <array>

#include "base/error.h"

namespace modus::tasks {
namespace {

constexpr auto kAdjectives = std::to_array<std::string_view>(
    {"able",     "airy",     "alert",   "amber",   "ancient", "angry",    "awake",    "bald",
     "bare",     "big",      "bitter",  "black",   "bland",   "blank",    "blond",    "blue",
     "blunt",    "bold",     "brave",   "brief",   "bright",  "brisk",    "brittle",  "broad",
     "bronze",   "brown",    "busy",    "calm",    "careful", "careless", "charming", "cheap",
     "cheerful", "chilly",   "clean",   "clear",   "clever",  "clumsy",   "cold",     "cool",
     "coral",    "crisp",    "cruel",   "curly",   "curved",  "damp",     "dark",     "deep",
     "dense",    "dim",      "dirty",   "dizzy",   "drab",    "dry",      "dull",     "dusty",
     "eager",    "early",    "earthy",  "easy",    "elegant", "empty",    "fair",     "faithful",
     "fancy",    "fast",     "fat",     "fearful", "feeble",  "fierce",   "fine",     "firm",
     "flat",     "floral",   "fluffy",  "fond",    "fragile", "frail",    "frank",    "free",
     "fresh",    "friendly", "frosty",  "frozen",  "fruity",  "full",     "funny",    "furry",
     "fuzzy",    "gentle",   "glad",    "gloomy",  "glossy",  "golden",   "good",     "graceful",
     "grand",    "grateful", "gray",    "great",   "greedy",  "green",    "grim",     "gritty",
     "grumpy",   "handsome", "happy",   "hard",    "harsh",   "hasty",    "heavy",    "helpful",
     "hollow",   "holy",     "honest",  "hot",     "huge",    "humble",   "hungry",   "icy",
     "idle",     "jolly",    "keen",    "kind",    "large",   "late",     "lazy",     "lean",
     "light",    "little",   "lively",  "lonely",  "long",    "loud",     "lovely",   "loyal",
     "lucky",    "mad",      "mean",    "meek",    "mellow",  "merry",    "messy",    "metallic",
     "mighty",   "mild",     "misty",   "modern",  "modest",  "moist",    "muddy",    "narrow",
     "nasty",    "neat",     "nervous", "new",     "nice",    "noble",    "noisy",    "numb",
     "odd",      "old",      "opaque",  "orange",  "pale",    "patient",  "plain",    "playful",
     "polite",   "poor",     "pretty",  "prickly", "prim",    "prompt",   "proud",    "pure",
     "purple",   "quaint",   "quick",   "quiet",   "rapid",   "rare",     "raw",      "ready",
     "red",      "rich",     "rigid",   "ripe",    "robust",  "rough",    "round",    "rude",
     "rusty",    "sad",      "safe",    "salty",   "sane",    "scarlet",  "shady",    "shaky",
     "sharp",    "shiny",    "short",   "shy",     "silent",  "silly",    "silver",   "simple",
     "sleek",    "sleepy",   "slender", "slim",    "slow",    "small",    "smart",    "smooth",
     "smug",     "sober",    "soft",    "solid",   "sour",    "sparse",   "spicy",    "spotless",
     "square",   "stable",   "stale",   "steady",  "steep",   "stern",    "sticky",   "stiff",
     "stout",    "straight", "strict",  "strong",  "sturdy",  "subtle",   "sunny",    "sweet",
     "swift",    "tall",     "tame",    "tart",    "tender",  "tense",    "thick",    "thin",
     "thirsty",  "tidy",     "tight",   "timid",   "tiny",    "tough",    "tranquil", "transparent",
     "ugly",     "upright",  "vague",   "vain",    "vast",    "violet",   "vivid",    "warm",
     "wary",     "weak",     "wealthy", "weary",   "wet",     "white",    "wicked",   "wide",
     "wild",     "wise",     "witty",   "wooden",  "woolly",  "wrong",    "yellow",   "young",
     "zesty"});

constexpr auto kNouns = std::to_array<std::string_view>(
    {"actor",    "artist",   "baker",     "banker",    "barber",    "bird",      "boxer",
     "brewer",   "builder",  "butler",    "captain",   "carpenter", "cellist",   "citizen",
     "clerk",    "coach",    "collector", "colonel",   "cook",      "dancer",    "dentist",
     "doctor",   "dragon",   "drawer",    "driver",    "drummer",   "editor",    "elf",
     "engineer", "expert",   "farmer",    "fern",      "fiddler",   "flower",    "gardener",
     "giant",    "goblin",   "governor",  "guard",     "guest",     "guitarist", "hermit",
     "hunter",   "insect",   "inventor",  "jeweler",   "joker",     "judge",     "juggler",
     "knight",   "lawyer",   "leader",    "lecturer",  "librarian", "lizard",    "magician",
     "mammal",   "manager",  "mayor",     "mentor",    "merchant",  "miner",     "minister",
     "musician", "neighbor", "novice",    "nurse",     "officer",   "painter",   "pianist",
     "pilot",    "pirate",   "plant",     "plumber",   "poet",      "porter",    "potter",
     "prince",   "printer",  "producer",  "professor", "ranger",    "reader",    "reptile",
     "rider",    "robot",    "rower",     "runner",    "sailor",    "scholar",   "scientist",
     "scout",    "sculptor", "senator",   "servant",   "singer",    "skater",    "soldier",
     "spider",   "student",  "surgeon",   "swimmer",   "tailor",    "teacher",   "tenor",
     "trader",   "trainer",  "tree",      "troll",     "tutor",     "tyrant",    "vendor",
     "viking",   "visitor",  "waiter",    "weaver",    "wizard",    "worker",    "writer"});

constexpr auto kVerbStems = std::to_array<std::string_view>(
    {"accept",     "admire",    "adopt",   "advise",    "aid",       "amuse",   "annoy",
     "answer",     "appoint",   "assist",  "attack",    "avoid",     "believe", "blame",
     "bless",      "calm",      "carry",   "challenge", "chase",     "cheer",   "claim",
     "comfort",    "command",   "consult", "contact",   "copy",      "correct", "count",
     "cover",      "defend",    "defy",    "detect",    "disturb",   "doubt",   "draw",
     "eat",        "employ",    "enjoy",   "envy",      "escort",    "excite",  "face",
     "fear",       "feed",      "fight",   "find",      "follow",    "forgive", "frighten",
     "greet",      "guard",     "guide",   "hear",      "help",      "hinder",  "hire",
     "hug",        "hunt",      "ignore",  "imitate",   "impress",   "inspect", "inspire",
     "insult",     "interrupt", "invite",  "join",      "judge",     "kick",    "know",
     "lead",       "like",      "locate",  "love",      "mention",   "miss",    "mock",
     "monitor",    "move",      "need",    "notice",    "obey",      "offend",  "order",
     "outrun",     "overlook",  "own",     "pardon",    "pay",       "pester",  "phone",
     "play",       "please",    "praise",  "protect",   "pull",      "punish",  "push",
     "question",   "raise",     "reach",   "recall",    "recognize", "reject",  "remember",
     "remind",     "rescue",    "respect", "reward",    "ridicule",  "see",     "serve",
     "shelter",    "shout",     "smell",   "sponsor",   "summon",    "support", "surprise",
     "tease",      "tell",      "thank",   "touch",     "trail",     "train",   "trust",
     "understand", "upset",     "visit",   "wake",      "want",      "warn",    "watch",
     "welcome"});

constexpr auto kNames = std::to_array<std::string_view>(
    {"ada",    "adam",    "agnes",   "alan",     "albert", "alex",   "alice",    "amos",   "amy",
     "ana",    "andrea",  "andrew",  "angela",   "anita",  "ann",    "anna",     "anton",  "arno",
     "arthur", "astrid",  "barbara", "beatrice", "bella",  "ben",    "bernard",  "bert",   "beth",
     "boris",  "brian",   "bruno",   "carl",     "carla",  "carmen", "caroline", "cecil",  "celia",
     "chloe",  "claire",  "clara",   "clement",  "cora",   "daisy",  "dan",      "daniel", "david",
     "dean",   "diana",   "dora",    "doris",    "duncan", "edgar",  "edith",    "edwin",  "elena",
     "eli",    "ella",    "ellen",   "elmer",    "elsa",   "emil",   "emily",    "emma",   "eric",
     "erica",  "ernest",  "esther",  "ethan",    "eva",    "evan",   "felix",    "flora",  "fred",
     "frieda", "gavin",   "george",  "gerald",   "gina",   "gloria", "gordon",   "greta",  "gwen",
     "hanna",  "harold",  "harry",   "hazel",    "hector", "heidi",  "helen",    "henry",  "hilda",
     "howard", "hugo",    "ian",     "ida",      "igor",   "ines",   "ingrid",   "irene",  "iris",
     "isaac",  "ivan",    "jack",    "jacob",    "jane",   "jasper", "jean",     "jerome", "jim",
     "joan",   "joel",    "johan",   "john",     "jonah",  "josef",  "joy",      "julia",  "karen",
     "karl",   "kate",    "keith",   "kevin",    "kim",    "klara",  "kurt",     "lara",   "laura",
     "lena",   "leo",     "leon",    "leonard",  "lily",   "linda",  "lisa",     "lola",   "louise",
     "lucy",   "luke",    "lydia",   "mabel",    "magda",  "maria",  "marion",   "martha", "martin",
     "mary",   "matilda", "maud",    "mia",      "milo",   "mina",   "miriam",   "molly",  "nadia",
     "nancy",  "naomi",   "nathan",  "nell",     "nina",   "noah",   "nora",     "norman", "olga",
     "olive",  "oliver",  "omar",    "oscar",    "otto",   "pablo",  "paula",    "pedro",  "penny",
     "peter",  "philip",  "polly",   "quentin",  "rachel", "ralph",  "rita",     "robert", "robin",
     "roger",  "roland",  "rosa",    "ruben",    "rufus",  "ruth",   "sally",    "sam",    "samuel",
     "sara",   "sean",    "selma",   "simon",    "sofia",  "stella", "susan",    "sven",   "sylvia",
     "tanya",  "tara",    "ted",     "theo",     "tina",   "tom",    "tony",     "trudy",  "ursula",
     "vera",   "victor",  "vincent", "viola",    "wanda",  "wendy",  "wilma",    "yara",   "yvonne",
     "zeno",   "zoe"});

constexpr auto kAnimals = std::to_array<std::string_view>(
    {"alligator", "ant",     "antelope",  "ape",     "badger",   "bat",        "beagle",
     "bear",      "beaver",  "bee",       "beetle",  "bison",    "boar",       "buck",
     "bull",      "camel",   "canary",    "cat",     "cobra",    "cod",        "colt",
     "condor",    "coyote",  "crab",      "crane",   "cricket",  "crow",       "cub",
     "dingo",     "dog",     "dolphin",   "donkey",  "duck",     "eagle",      "eel",
     "elephant",  "elk",     "falcon",    "ferret",  "finch",    "flea",       "frog",
     "gazelle",   "gecko",   "gerbil",    "giraffe", "gnat",     "goat",       "gorilla",
     "gull",      "hamster", "hare",      "hawk",    "hedgehog", "hen",        "heron",
     "hippo",     "hornet",  "hound",     "hyena",   "iguana",   "jackal",     "jaguar",
     "kangaroo",  "kitten",  "koala",     "lamb",    "lark",     "lemur",      "leopard",
     "lion",      "lizard",  "llama",     "lobster", "macaw",    "magpie",     "marmot",
     "mink",      "mole",    "monkey",    "moose",   "moth",     "mule",       "newt",
     "ocelot",    "octopus", "opossum",   "orca",    "otter",    "owl",        "panda",
     "panther",   "parrot",  "peacock",   "pelican", "penguin",  "pig",        "pigeon",
     "piglet",    "pony",    "porcupine", "puffin",  "puma",     "pup",        "quail",
     "rabbit",    "raccoon", "ram",       "rat",     "raven",    "robin",      "rooster",
     "salmon",    "seagull", "seal",      "shark",   "shrew",    "skunk",      "sloth",
     "slug",      "snail",   "snake",     "spaniel", "sparrow",  "squid",      "squirrel",
     "stork",     "swan",    "tapir",     "termite", "terrier",  "tiger",      "toad",
     "toucan",    "trout",   "tuna",      "turkey",  "turtle",   "viper",      "vulture",
     "walrus",    "wasp",    "weasel",    "whale",   "wombat",   "woodpecker", "worm",
     "wren",      "yak",     "zebra"});

constexpr auto kGoods = std::to_array<std::string_view>(
    {"apple",   "badge",    "bagel",   "ball",    "balloon",  "banana",  "basket",   "bead",
     "bean",    "bell",     "biscuit", "book",    "bottle",   "bowl",    "bracelet", "brick",
     "broom",   "brush",    "bun",     "button",  "cake",     "candle",  "candy",    "card",
     "carrot",  "chair",    "coin",    "cookie",  "cracker",  "crayon",  "cucumber", "cup",
     "cupcake", "doll",     "donut",   "drum",    "egg",      "eraser",  "fan",      "feather",
     "flag",    "flower",   "fork",    "hammer",  "hat",      "jar",     "kite",     "lamp",
     "lantern", "lemon",    "letter",  "magnet",  "map",      "marble",  "melon",    "mirror",
     "muffin",  "mug",      "nail",    "napkin",  "necklace", "needle",  "notebook", "olive",
     "onion",   "orange",   "pancake", "paper",   "peanut",   "pear",    "pebble",   "pen",
     "pencil",  "pepper",   "pie",     "pillow",  "pin",      "plate",   "plum",     "poster",
     "pot",     "pretzel",  "pumpkin", "puzzle",  "ribbon",   "ring",    "rock",     "rope",
     "ruler",   "sandwich", "sausage", "scarf",   "seed",     "shell",   "shirt",    "shovel",
     "spoon",   "stamp",    "stick",   "sticker", "stone",    "sweater", "table",    "tablet",
     "ticket",  "token",    "towel",   "toy",     "umbrella", "vase",    "wagon",    "walnut",
     "watch",   "wheel",    "whistle"});

}  // namespace

std::span<const std::string_view> real_words(WordClass word_class) {
  switch (word_class) {
    case WordClass::kAdjective:
      return kAdjectives;
    case WordClass::kNoun:
      return kNouns;
    case WordClass::kVerb:
      return kVerbStems;
    case WordClass::kName:
      return kNames;
    case WordClass::kAnimal:
      return kAnimals;
    case WordClass::kGoods:
      return kGoods;
  }
  MODUS_CHECK(false, "word class {}", static_cast<int>(word_class));
  return {};
}

}  // namespace modus::tasks
