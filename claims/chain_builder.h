// The rules on the form of a whole chain, the same for all three concrete forms: `ask` first and
// once, step ids ascending, `answer` last, at most kMaxSteps steps.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "claims/chain.h"

namespace modus::claims {

class ChainBuilder {
 public:
  // source_text: what the offsets below point into; it is kept in the chain.
  ChainBuilder(std::string_view source_name, std::string_view source_text);

  void set_header(Header header) { chain_.header = std::move(header); }
  void add_sentence(std::string sentence) { chain_.text.push_back(std::move(sentence)); }
  // Throws ParseError at the offset when the step may not follow those before it.
  void add_step(Step step, std::size_t offset);

  const Chain& chain() const { return chain_; }
  StepId next_id() const { return StepId{last_.value + 1}; }
  Chain take() { return std::move(chain_); }

 private:
  [[noreturn]] void fail(std::size_t offset, std::string_view message) const;

  Chain chain_;
  StepId last_;
};

}  // namespace modus::claims
