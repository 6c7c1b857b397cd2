#include "bridge/prompted/carried.h"

#include <algorithm>

#include "bridge/defined.h"
#include "bridge/supported.h"
#include "bridge/word_problem.h"

namespace modus::bridge {
namespace {

constexpr std::size_t kFewestProses = 4;  // of which four in five agree

// All amounts, but for those of somebody whom the question does not ask about.
bool uses_all(const claims::Chain& chain, std::string_view question, const AmountReading& read,
              const Agreed& agreed) {
  const WordProblem problem(chain, question);
  const auto unused = unused_amounts(agreed.worked.formula, read.amounts);
  return std::ranges::all_of(unused, [&](const std::string& name) {
    const Quantity* quantity = problem.quantity(name);
    return quantity != nullptr &&
           WordProblem::is_of_somebody_else(problem.sentence_of(*quantity), problem.people());
  });
}

// Proses do not know of each other.
bool agree(const claims::Chain& chain, std::string_view question, const AmountReading& read,
           const Agreed& agreed) {
  return agreed.samples >= kFewestProses && 5 * agreeing_proses(agreed) >= 4 * agreed.samples &&
         std::ranges::all_of(read.text.sentences, &SentenceReading::grounded) &&
         uses_all(chain, question, read, agreed);
}

std::string contradiction(const claims::Chain& chain, std::string_view question) {
  for (const claims::Step& step : chain.steps)
    if (step.kind == claims::StepKind::kLet)
      if (std::string why = contradiction_with_text(chain, step, question); !why.empty())
        return why;
  return "";
}

}  // namespace

std::size_t agreeing_proses(const Agreed& agreed) {
  return agreed.agreeing + (agreed.agreeing > 1 ? agreed.by_answer : 0);
}

std::string not_carried(const claims::Chain& chain, std::string_view question,
                        const AmountReading& read, const Agreed& agreed, const std::string& doubt) {
  const std::string why = doubt.empty() ? unsupported(chain, question) : doubt;
  if (why.empty() || !agree(chain, question, read, agreed)) return why;
  return contradiction(chain, question);
}

}  // namespace modus::bridge
