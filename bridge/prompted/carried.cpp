#include "bridge/prompted/carried.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/core.h>

#include "bridge/contradicted.h"
#include "bridge/supported.h"
#include "symbolic/reading/claim_shape.h"

namespace modus::bridge {
namespace {

namespace reading = symbolic::reading;

constexpr std::size_t kFewestProses = 4;  // of which four in five agree

std::set<std::string> used_by_definitions(const claims::Chain& chain) {
  std::set<std::string> used;
  for (const claims::Step& step : chain.steps)
    if (step.definition)
      std::ranges::copy(reading::constants_in(*step.definition), std::inserter(used, used.end()));
  return used;
}

// "" where the definitions use all amounts. A number that is said again, as "the 500 ml bottle", is
// used with the first, and the one of "one brick weighs 3 pounds" need not be.
std::string left_over(const claims::Chain& chain, const TextReading& read) {
  const std::set<std::string> used = used_by_definitions(chain);
  const auto stands = [&](const Amount& amount) {
    return used.contains(amount.name()) || amount.refers_back || amount.values.front() == 1 ||
           std::ranges::any_of(read.amounts, [&](const Amount& other) {
             return used.contains(other.name()) && other.values.front() == amount.values.front();
           });
  };
  const auto found = std::ranges::find_if_not(read.amounts, stands);
  return found == read.amounts.end() ? "" : fmt::format("`{}` is left over", found->name());
}

// Proses do not know of each other.
bool agree(const TextReading& read, const Agreed& agreed) {
  return agreed.samples >= kFewestProses && 5 * agreeing_proses(agreed) >= 4 * agreed.samples &&
         std::ranges::all_of(read.sentences, &SentenceReading::grounded);
}

}  // namespace

std::size_t agreeing_proses(const Agreed& agreed) {
  return agreed.agreeing + (agreed.agreeing > 1 ? agreed.by_answer : 0);
}

std::string not_carried(const claims::Chain& chain, std::string_view question,
                        const TextReading& read, const Agreed& agreed, const std::string& doubt) {
  const std::string why = doubt.empty() ? unsupported(chain, question) : doubt;
  if (!why.empty() && !agree(read, agreed)) return why;
  if (std::string over = left_over(chain, read); !over.empty()) return over;
  if (why.empty()) return "";
  return contradiction_with_text(chain, agreed.worked.formula, question);
}

}  // namespace modus::bridge
