#include "tasks/faults/worked_fault.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <span>

#include "base/error.h"
#include "claims/chain_text.h"
#include "claims/evaluate.h"
#include "claims/parse.h"
#include "tasks/faults/fault_table.h"

namespace modus::tasks {
namespace {

constexpr auto kPredicates = std::to_array<std::string_view>(
    {"brave", "calm",    "clever", "daring", "eager", "fair",   "gentle", "humble",
     "jolly", "keen",    "lively", "modest", "noble", "plain",  "quick",  "rugged",
     "sober", "thirsty", "vivid",  "witty",  "young", "zealous"});
constexpr auto kRelations = std::to_array<std::string_view>(
    {"admires", "calls", "follows_up", "greets", "helps", "invites", "joins", "teases", "trusts"});
constexpr auto kPeople = std::to_array<std::string_view>(
    {"agnes", "boris", "celia", "dora", "emil", "fanny", "gustav", "heidi", "igor", "jutta",
     "klaus", "lotte", "moritz", "nadja", "oskar", "petra"});
constexpr auto kNumberNames =
    std::to_array<std::string_view>({"barrels", "crates", "depth", "height", "income", "length",
                                     "pages", "rows", "sheep", "tickets", "wages", "wheels"});

class FaultSlots {
 public:
  explicit FaultSlots(RandomStream& random) {
    draw("pqrtu", kPredicates, random);
    draw("fg", kRelations, random);
    draw("abc", kPeople, random);
    draw("xyz", kNumberNames, random);
    const std::int64_t k = random.between(2, 4);
    const std::int64_t m = random.between(k + 1, 9);
    values_['k'] = std::to_string(k);
    values_['m'] = std::to_string(m);
    values_['n'] = std::to_string(random.between(2 * m + 1, 40));
  }

  std::string fill(std::string_view text) const {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '$') {
        plain += text[i];
        continue;
      }
      const char slot = text[++i];
      const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(slot)));
      std::string word = values_.at(lower);
      if (slot != lower)
        word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
      plain += word;
    }
    return plain;
  }

 private:
  void draw(std::string_view slots, std::span<const std::string_view> words, RandomStream& random) {
    std::vector<std::string_view> left(words.begin(), words.end());
    for (const char slot : slots) {
      const std::size_t at = random.below(static_cast<std::uint32_t>(left.size()));
      values_[slot] = left[at];
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  std::map<char, std::string> values_;
};

// {18 + 36} becomes 54.
std::string worked_out(std::string text) {
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open)) {
    const std::size_t close = text.find('}', open);
    MODUS_CHECK(close != std::string::npos, "a brace is not closed: {}", text);
    const claims::Claim equation =
        claims::parse_claim(text.substr(open + 1, close - open - 1) + " = 0", "worked fault");
    const claims::Value value = claims::evaluate_ground(equation.child(0));
    const auto* number = std::get_if<claims::Quantity>(&value);
    MODUS_CHECK(number != nullptr, "no number: {}", text.substr(open, close + 1 - open));
    text.replace(open, close + 1 - open, claims::to_string(number->value));
  }
  return text;
}

// Givens that nothing in the tables speaks of.
constexpr auto kAside = std::to_array<std::string_view>({"remote(harbour)", "remote(X) -> foggy(X)",
                                                         "not foggy(market)", "bridge_span = 991",
                                                         "lighthouse_tall or lighthouse_old"});

// The first of them, before all steps but the question, whose numbers move up.
void add_asides(claims::Chain& chain, std::size_t count) {
  const auto moved = [&](claims::StepId id) {
    return claims::StepId(id.value + static_cast<std::uint32_t>(count));
  };
  for (claims::Step& step : chain.steps) {
    if (step.id.value != 0) step.id = moved(step.id);
    for (claims::StepId& id : step.cites) id = moved(id);
    for (claims::StepId& id : step.closes) id = moved(id);
  }
  const bool asks = chain.question() != nullptr;
  for (std::size_t i = 0; i < count; ++i) {
    claims::Step given;
    given.kind = claims::StepKind::kGiven;
    given.id = claims::StepId(static_cast<std::uint32_t>(i + 1));
    given.claim = claims::parse_claim(kAside[i], "aside");
    chain.steps.insert(chain.steps.begin() + static_cast<std::ptrdiff_t>(i + asks),
                       std::move(given));
  }
}

}  // namespace

const std::vector<WorkedFault>& worked_faults() {
  static const std::vector<WorkedFault> all = [] {
    std::vector<WorkedFault> list;
    for (const std::string_view table :
         {logic_faults(), discourse_faults(), number_faults(), quantity_faults(), fact_faults()})
      read_fault_table(table, list);
    return list;
  }();
  return all;
}

WorkedChains work_out(const WorkedFault& fault, RandomStream& random) {
  const FaultSlots slots(random);
  const auto chain = [&](const std::string& text) {
    return claims::parse_chain(worked_out(slots.fill(text)), fault.rule + " " + fault.name);
  };
  WorkedChains result{chain(fault.sound), chain(fault.faulty), fault.step};
  // What is said of a whole chain is said at its first step, which stays where it is.
  if (fault.step == 0 || !result.sound.text.empty()) return result;
  const std::size_t count = random.below(static_cast<std::uint32_t>(kAside.size()) + 1);
  add_asides(result.sound, count);
  add_asides(result.faulty, count);
  result.step += count;
  return result;
}

}  // namespace modus::tasks
