#include "bridge/measures.h"

#include <algorithm>
#include <set>

#include "bridge/word_problem.h"
#include "symbolic/reading/number_words.h"

namespace modus::bridge {
namespace {

struct Measure {
  std::set<std::string_view> asking;  // one of these words of the question
  std::set<std::string_view> of;      // beside one of these; empty: beside nothing
  std::vector<std::string> units;
};

const std::vector<Measure>& measures() {
  static const std::vector<Measure> kMeasures = {
      {{"much"},
       {"money", "cost", "costs", "spend", "spent", "pay", "paid", "earn", "earned", "bill",
        "price", "change", "dollars", "owe", "owes"},
       {"dollar", "cent"}},
      {{"much"}, {"weigh", "weighed", "weight"}, {"gram", "kilogram", "pound", "ounce", "ton"}},
      {{"far"}, {}, {"mile", "kilometer", "meter", "foot", "yard", "block"}},
      {{"long"}, {"take", "takes", "took"}, {"second", "minute", "hour", "day", "week"}},
  };
  return kMeasures;
}

}  // namespace

std::vector<std::string> units_asked_for(const SentenceTokens& question) {
  for (const Measure& measure : measures())
    if (says_any(question, measure.asking) &&
        (measure.of.empty() || says_any(question, measure.of)))
      return measure.units;
  return {};
}

bool is_in_dollars(std::string_view sentence, const claims::Rational& value) {
  for (std::size_t at = sentence.find('$'); at != std::string_view::npos;
       at = sentence.find('$', at)) {
    ++at;
    while (at < sentence.size() && sentence[at] == ' ') ++at;
    if (at == sentence.size() || sentence[at] < '0' || sentence[at] > '9') continue;
    const auto values = symbolic::reading::read_digits(sentence, at).values;
    if (std::ranges::find(values, value) != values.end()) return true;
  }
  return false;
}

}  // namespace modus::bridge
