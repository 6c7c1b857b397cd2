// Frames and words of problems that count over several occasions (tally.cpp).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "tasks/generate/clause_frames.h"

namespace modus::tasks::tally {

// P who counts, V what is done (Vs: by one), W the same in a question behind U, G what is counted,
// X the occasion, Y an earlier one, F what the whole is parted into, M money.
inline constexpr auto kCounted = std::to_array<ClauseFrame>({
    {"P Vs # Gs X.", "P V G X"},
    {"X P Vs # Gs.", "X P V G"},
    {"X, P Vs # Gs.", "X P V G"},
    {"P Vs exactly # Gs X.", "P V G X"},
    {"X P Vs just # Gs.", "X P V G"},
});
inline constexpr auto kTwice = std::to_array<ClauseFrame>({
    {"X P Vs twice as many Gs as Y.", "X P V G"},
    {"P Vs twice as many Gs X as Y.", "P V G X"},
    {"P Vs double the number of Gs X that it was Y.", "P V G X"},
});
inline constexpr auto kTimes = std::to_array<ClauseFrame>({
    {"X P Vs # times as many Gs as Y.", "X P V G"},
    {"P Vs # times as many Gs X as Y.", "P V G X"},
});
inline constexpr auto kHalf = std::to_array<ClauseFrame>({
    {"X P Vs half as many Gs as Y.", "X P V G"},
    {"P Vs half as many Gs X as Y.", "P V G X"},
});
inline constexpr auto kMore = std::to_array<ClauseFrame>({
    {"X P Vs # more Gs than Y.", "X P V G"},
    {"P Vs # more Gs X than Y.", "P V G X"},
    {"P Vs # Gs more X than Y.", "P V G X"},
});
inline constexpr auto kFewer = std::to_array<ClauseFrame>({
    {"X P Vs # fewer Gs than Y.", "X P V G"},
    {"P Vs # fewer Gs X than Y.", "P V G X"},
    {"P Vs # Gs less X than Y.", "P V G X"},
});
inline constexpr auto kParted = std::to_array<ClauseFrame>({
    {"P puts all the Gs in # Fs, the same number in each.", "P put G F"},
    {"All the Gs are packed evenly in # Fs.", "G packed F"},
    {"The Gs are divided equally among # Fs.", "G divided F"},
    {"Then the Gs go to # Fs, as many to each F.", "G go F"},
    {"P fills # Fs with the Gs, all of them equally.", "P fill F G"},
    {"# Fs get all the Gs in equal parts.", "F get G"},
});
inline constexpr auto kHeld = std::to_array<ClauseFrame>({
    {"Each F holds # Gs.", "F hold G"},
    {"P packs # Gs in each F.", "P pack G F"},
    {"A F takes # Gs.", "F take G"},
    {"There is room for # Gs in every F.", "room G F"},
});
inline constexpr auto kWorth = std::to_array<ClauseFrame>({
    {"Each G costs # Ms.", "G cost M"},
    {"The price of a G is # Ms.", "price G M"},
    {"Every G is worth # Ms.", "G worth M"},
    {"P gets # Ms for each G.", "P get M G"},
});
inline constexpr auto kLost = std::to_array<ClauseFrame>({
    {"# of the Gs break.", "G break"},
    {"P throws # Gs away.", "P throw G"},
    {"Then # Gs are given away.", "G given"},
    {"P loses # of these Gs.", "P lose G"},
});

inline constexpr auto kWhole = std::to_array<ClauseFrame>({
    {"How many Gs U P W in all?", "G P W"},
    {"How many Gs U P W altogether?", "G P W"},
    {"How many Gs U P W in total?", "G P W"},
    {"What is the total number of Gs?", "total number G"},
});
inline constexpr auto kInEach = std::to_array<ClauseFrame>({
    {"How many Gs are in each F?", "G F"},
    {"How many Gs does each F get?", "G F get"},
    {"How many Gs are there for every F?", "G F"},
    {"What is the number of Gs for each F?", "number G F"},
});
inline constexpr auto kNeeded = std::to_array<ClauseFrame>({
    {"How many Fs does P need for all the Gs?", "F P need"},
    {"How many Fs are filled?", "F filled"},
    {"How many Fs does P fill?", "F P fill"},
});
inline constexpr auto kEarned = std::to_array<ClauseFrame>({
    {"How many Ms does P get for all the Gs?", "M P get"},
    {"How many Ms are all the Gs worth together?", "M G worth"},
    {"How many Ms do the Gs cost in all?", "M G cost"},
});
inline constexpr auto kRemaining = std::to_array<ClauseFrame>({
    {"How many Gs are left?", "G left"},
    {"How many Gs remain?", "G remain"},
    {"How many Gs does P have left?", "G P left"},
});

struct Verb {
  std::string_view base, third, past;
};
inline constexpr auto kVerbs = std::to_array<Verb>({
    {"make", "makes", "made"},
    {"sell", "sells", "sold"},
    {"bake", "bakes", "baked"},
    {"pick", "picks", "picked"},
    {"print", "prints", "printed"},
    {"wash", "washes", "washed"},
    {"paint", "paints", "painted"},
    {"repair", "repairs", "repaired"},
    {"find", "finds", "found"},
    {"collect", "collects", "collected"},
    {"deliver", "delivers", "delivered"},
    {"order", "orders", "ordered"},
    {"load", "loads", "loaded"},
    {"use", "uses", "used"},
    {"count", "counts", "counted"},
    {"carry", "carries", "carried"},
    {"check", "checks", "checked"},
    {"build", "builds", "built"},
});
inline constexpr auto kPlaces = std::to_array<std::string_view>(
    {"bakery",  "farm",   "shop",   "factory", "school",   "library", "kitchen",
     "market",  "office", "museum", "hotel",   "workshop", "store",   "family",
     "company", "club",   "garden", "village", "studio",   "harbour", "station",
     "theatre", "dairy",  "mill",   "vineyard"});
inline constexpr auto kBoxes = std::to_array<std::string_view>(
    {"box", "tray", "basket", "truck", "room", "bag", "crate", "van", "rack", "table", "sack",
     "chest", "cart", "case", "drawer", "bin", "tent", "boat", "class"});

struct Occasion {
  std::string_view written, name;
};
inline constexpr std::size_t kMostOccasions = 3;
inline constexpr std::size_t kOccasionSets = 9;
inline constexpr std::array<std::array<Occasion, kMostOccasions>, kOccasionSets> kOccasions = {{
    {{{"in the morning", "morning"}, {"at noon", "noon"}, {"in the evening", "evening"}}},
    {{{"before lunch", "lunch"}, {"in the afternoon", "afternoon"}, {"at night", "night"}}},
    {{{"on Monday", "monday"}, {"on Tuesday", "tuesday"}, {"on Wednesday", "wednesday"}}},
    {{{"on Friday", "friday"}, {"on Saturday", "saturday"}, {"on Sunday", "sunday"}}},
    {{{"in April", "april"}, {"in June", "june"}, {"in July", "july"}}},
    {{{"in spring", "spring"}, {"in summer", "summer"}, {"in autumn", "autumn"}}},
    {{{"at the market", "market"}, {"at the fair", "fair"}, {"at the station", "station"}}},
    {{{"last week", "last_week"}, {"this week", "this_week"}, {"on Sunday", "sunday"}}},
    {{{"yesterday", "yesterday"}, {"today", "today"}, {"at night", "night"}}},
}};

}  // namespace modus::tasks::tally
