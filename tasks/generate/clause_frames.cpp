#include "tasks/generate/clause_frames.h"

#include <array>

#include "base/error.h"

namespace modus::tasks {
namespace {

constexpr auto kHolding = std::to_array<ClauseFrame>({
    {"P has # Gs.", "P G"},
    {"P had # Gs.", "P G"},
    {"P owns # Gs.", "P own G"},
    {"P keeps # Gs in the L.", "P keep G"},
    {"P starts with # Gs.", "P start G"},
    {"P collects # Gs.", "P collect G"},
    {"In the morning P picks # Gs.", "P pick G"},
    {"On Monday P found # Gs.", "monday P found G"},
    {"There are # Gs in the L of P.", "G L P"},
    {"P packs # Gs for the trip.", "P pack G"},
});
constexpr auto kOther = std::to_array<ClauseFrame>({
    {"Q has # Hs.", "Q H"},
    {"Q keeps # Hs at home.", "Q keep H"},
    {"There are also # Hs in the L.", "H L"},
    {"P also has # Hs.", "P H"},
    {"Q saw # Hs on the way.", "Q saw H"},
});
constexpr auto kGain = std::to_array<ClauseFrame>({
    {"P buys # more Gs.", "P buy G"},
    {"P bought # more Gs.", "P bought G"},
    {"Then P finds # Gs.", "P find G"},
    {"Then P found # Gs in the L.", "P found G"},
    {"Q gives P # Gs.", "Q give P G"},
    {"Q gave P # Gs as a gift.", "Q gave P G"},
    {"P gets # Gs from Q.", "P get G Q"},
    {"Later P picks # more Gs.", "P pick G"},
    {"P wins # Gs in a game.", "P win G"},
    {"After that P borrows # Gs from Q.", "P borrow G Q"},
    {"On Tuesday P receives # Gs.", "tuesday P receive G"},
    {"Q brings # Gs for P.", "Q bring G P"},
});
constexpr auto kLoss = std::to_array<ClauseFrame>({
    {"P gives # Gs to Q.", "P give G Q"},
    {"P gave Q # Gs.", "P gave Q G"},
    {"P loses # Gs.", "P lose G"},
    {"Then P lost # Gs in the L.", "P lost G"},
    {"P sells # Gs.", "P sell G"},
    {"P sold # Gs to Q.", "P sold G Q"},
    {"# of the Gs of P break.", "G P break"},
    {"Q takes # Gs from P.", "Q take G P"},
    {"P uses # Gs.", "P use G"},
    {"Later P throws away # Gs.", "P throw away G"},
    {"After lunch P hides # Gs.", "P hide G"},
    {"Yesterday P lent # Gs to Q.", "P lent G Q"},
});
constexpr auto kContainers = std::to_array<ClauseFrame>({
    {"P has # Cs.", "P C"},
    {"P buys # Cs of Gs.", "P buy C G"},
    {"P fills # Cs with Gs.", "P fill C G"},
    {"There are # Cs on the table of P.", "C P"},
    {"P carries # Cs home.", "P carry C"},
    {"P bought # Cs at the market.", "P bought C"},
});
constexpr auto kContent = std::to_array<ClauseFrame>({
    {"Each C holds # Gs.", "C hold G"},
    {"Every C has # Gs in it.", "C G"},
    {"There are # Gs in each C.", "G C"},
    {"In every C there are # Gs.", "C G"},
    {"A C contains # Gs.", "C contain G"},
    {"Each of the Cs comes with # Gs.", "C come G"},
});
constexpr auto kPurchase = std::to_array<ClauseFrame>({
    {"P buys # Gs.", "P buy G"},
    {"P bought # Gs.", "P bought G"},
    {"P wants # Gs.", "P want G"},
    {"P orders # Gs in the shop.", "P order G"},
    {"P takes # Gs.", "P take G"},
});
constexpr auto kPrice = std::to_array<ClauseFrame>({
    {"Each G costs # Ms.", "G cost M"},
    {"A G costs # Ms.", "G cost M"},
    {"The price of each G is # Ms.", "price G M"},
    {"P pays # Ms for each G.", "P pay M G"},
    {"The shop sells Gs for # Ms each.", "sell G M"},
    {"Every G is # Ms.", "G M"},
});
constexpr auto kPurse = std::to_array<ClauseFrame>({
    {"P has # Ms.", "P M"},
    {"P had # Ms in the purse.", "P M"},
    {"P saved # Ms.", "P saved M"},
    {"P brings # Ms to the shop.", "P bring M"},
    {"Q gave P # Ms.", "Q gave P M"},
});
constexpr auto kRate = std::to_array<ClauseFrame>({
    {"P makes # Gs every T.", "P make G T"},
    {"P paints # Gs each T.", "P paint G T"},
    {"Every T P sells # Gs.", "T P sell G"},
    {"P finishes # Gs a T.", "P finish G T"},
    {"In a T P repairs # Gs.", "T P repair G"},
    {"P carves # Gs per T.", "P carve G T"},
});
constexpr auto kDuration = std::to_array<ClauseFrame>({
    {"P works for # Ts.", "P work T"},
    {"P does this for # Ts.", "P T"},
    {"P keeps going for # Ts.", "P keep going T"},
    {"P stops after # Ts.", "P stop T"},
    {"P worked # Ts.", "P worked T"},
});
constexpr auto kShare = std::to_array<ClauseFrame>({
    {"P shares the Gs equally among # Fs.", "P share G F"},
    {"P divides all the Gs equally between # Fs.", "P divide G F"},
    {"The Gs of P are split evenly among # Fs.", "G P split F"},
    {"P hands the Gs out to # Fs, the same number to each.", "P hand G F"},
    {"# Fs get the Gs of P in equal parts.", "F get G P"},
});
constexpr auto kTimes = std::to_array<ClauseFrame>({
    {"Q has # times as many Gs as P.", "Q G"},
    {"Q had # times as many Gs as P.", "Q G"},
    {"Q owns # times as many Gs as P.", "Q own G"},
    {"Q collects # times as many Gs as P.", "Q collect G"},
});
constexpr auto kMore = std::to_array<ClauseFrame>({
    {"Q has # more Gs than P.", "Q G"},
    {"Q had # more Gs than P.", "Q G"},
    {"Q owns # Gs more than P.", "Q own G"},
    {"Q collects # more Gs than P.", "Q collect G"},
});
constexpr auto kFewer = std::to_array<ClauseFrame>({
    {"Q has # fewer Gs than P.", "Q G"},
    {"Q had # fewer Gs than P.", "Q G"},
    {"Q owns # Gs less than P.", "Q own G"},
    {"Q collects # fewer Gs than P.", "Q collect G"},
});
constexpr auto kHalf = std::to_array<ClauseFrame>({
    {"Q has half as many Gs as P.", "Q G"},
    {"Q had half as many Gs as P.", "Q G"},
    {"Q owns half as many Gs as P.", "Q own G"},
});
constexpr auto kGiveHalf = std::to_array<ClauseFrame>({
    {"P gives half of the Gs to Q.", "P give G Q"},
    {"P gave Q half of the Gs.", "P gave Q G"},
    {"P sells half of the Gs.", "P sell G"},
    {"P loses half of the Gs in the L.", "P lose G"},
});
constexpr auto kPercent = std::to_array<ClauseFrame>({
    {"P gives #% of the Gs to Q.", "P give G Q"},
    {"P sells #% of the Gs.", "P sell G"},
    {"Then P loses #% of the Gs.", "P lose G"},
    {"P uses # percent of the Gs.", "P use G"},
});

constexpr auto kNow = std::to_array<ClauseFrame>({
    {"How many Gs does P have now?", "G P now"},
    {"How many Gs does P have in total?", "G P total"},
    {"How many Gs does P have altogether?", "G P altogether"},
    {"How many Gs did P have in the end?", "G P end"},
    {"What is the number of Gs that P has now?", "number G P"},
});
constexpr auto kLeft = std::to_array<ClauseFrame>({
    {"How many Gs does P have left?", "G P left"},
    {"How many Gs are left for P?", "G left P"},
    {"How many Gs does P still have?", "G P still"},
    {"How many Gs remain with P?", "G remain P"},
    {"What number of Gs does P have left?", "number G P"},
});
constexpr auto kAmount = std::to_array<ClauseFrame>({
    {"How many Gs does P have?", "G P"},
    {"How many Gs are there in all?", "G all"},
    {"How many Gs are there in the Cs of P?", "G C P"},
    {"What is the total number of Gs?", "total number G"},
});
constexpr auto kTogether = std::to_array<ClauseFrame>({
    {"How many Gs do P and Q have together?", "G P Q"},
    {"How many Gs do P and Q have in total?", "G P Q"},
    {"Together, how many Gs do Q and P have?", "G Q P"},
});
constexpr auto kSharePer = std::to_array<ClauseFrame>({
    {"How many Gs does each F get?", "G F get"},
    {"How many Gs are there for each F?", "G F"},
    {"How many Gs does every F receive?", "G F receive"},
    {"What is the share of each F?", "share F"},
});
constexpr auto kCost = std::to_array<ClauseFrame>({
    {"How many Ms does P pay?", "M P pay"},
    {"How many Ms do the Gs cost?", "M G cost"},
    {"How many Ms does P spend in all?", "M P spend"},
    {"What is the total cost in Ms?", "total cost M"},
});
constexpr auto kChange = std::to_array<ClauseFrame>({
    {"How many Ms does P have left?", "M P left"},
    {"How many Ms does P still have?", "M P still"},
    {"How many Ms remain in the purse?", "M remain purse"},
});
constexpr auto kMade = std::to_array<ClauseFrame>({
    {"How many Gs is that in all?", "G all"},
    {"How many Gs does P get done?", "G P get"},
    {"How many Gs are done in the end?", "G done end"},
    {"What is the total number of Gs?", "total number G"},
});
constexpr auto kOfQ = std::to_array<ClauseFrame>({
    {"How many Gs does Q have?", "G Q"},
    {"What is the number of Gs that Q has?", "number G Q"},
    {"How many of the Gs belong to Q?", "G belong Q"},
});

}  // namespace

std::span<const ClauseFrame> frames_of(Clause clause) {
  switch (clause) {
    case Clause::kHolding:
      return kHolding;
    case Clause::kOther:
      return kOther;
    case Clause::kGain:
      return kGain;
    case Clause::kLoss:
      return kLoss;
    case Clause::kContainers:
      return kContainers;
    case Clause::kContent:
      return kContent;
    case Clause::kPurchase:
      return kPurchase;
    case Clause::kPrice:
      return kPrice;
    case Clause::kPurse:
      return kPurse;
    case Clause::kRate:
      return kRate;
    case Clause::kDuration:
      return kDuration;
    case Clause::kShare:
      return kShare;
    case Clause::kTimes:
      return kTimes;
    case Clause::kMore:
      return kMore;
    case Clause::kFewer:
      return kFewer;
    case Clause::kHalf:
      return kHalf;
    case Clause::kGiveHalf:
      return kGiveHalf;
    case Clause::kPercent:
      return kPercent;
  }
  MODUS_CHECK(false, "clause {}", static_cast<int>(clause));
  return {};
}

std::span<const ClauseFrame> questions_of(Asked asked) {
  switch (asked) {
    case Asked::kNow:
      return kNow;
    case Asked::kLeft:
      return kLeft;
    case Asked::kAmount:
      return kAmount;
    case Asked::kTogether:
      return kTogether;
    case Asked::kSharePer:
      return kSharePer;
    case Asked::kCost:
      return kCost;
    case Asked::kChange:
      return kChange;
    case Asked::kMade:
      return kMade;
    case Asked::kOfQ:
      return kOfQ;
  }
  MODUS_CHECK(false, "question {}", static_cast<int>(asked));
  return {};
}

std::size_t frame_combinations() {
  const std::size_t changes = kGain.size() + kLoss.size();
  const std::size_t asked = kNow.size();
  const std::size_t one = kHolding.size() * changes * asked;
  return one * (1 + changes + changes * changes);
}

}  // namespace modus::tasks
