#include "bridge/prompted/carried.h"

#include <algorithm>

#include "bridge/contradicted.h"
#include "bridge/supported.h"

namespace modus::bridge {
namespace {

constexpr std::size_t kFewestProses = 4;  // of which four in five agree

// All amounts; a number that is said again, as "the 500 ml bottle", is used with the first.
bool uses_all(const TextReading& read, const Agreed& agreed) {
  const auto unused = unused_amounts(agreed.worked.formula, read.amounts);
  const auto is_unused = [&](const Amount& amount) {
    return std::ranges::find(unused, amount.name()) != unused.end();
  };
  return std::ranges::all_of(read.amounts, [&](const Amount& amount) {
    return !is_unused(amount) || amount.refers_back ||
           std::ranges::any_of(read.amounts, [&](const Amount& other) {
             return !is_unused(other) && other.values.front() == amount.values.front();
           });
  });
}

// Proses do not know of each other.
bool agree(const TextReading& read, const Agreed& agreed) {
  return agreed.samples >= kFewestProses && 5 * agreeing_proses(agreed) >= 4 * agreed.samples &&
         std::ranges::all_of(read.sentences, &SentenceReading::grounded) && uses_all(read, agreed);
}

}  // namespace

std::size_t agreeing_proses(const Agreed& agreed) {
  return agreed.agreeing + (agreed.agreeing > 1 ? agreed.by_answer : 0);
}

std::string not_carried(const claims::Chain& chain, std::string_view question,
                        const TextReading& read, const Agreed& agreed, const std::string& doubt) {
  const std::string why = doubt.empty() ? unsupported(chain, question) : doubt;
  if (why.empty() || !agree(read, agreed)) return why;
  return contradiction_with_text(chain, agreed.worked.formula, question);
}

}  // namespace modus::bridge
