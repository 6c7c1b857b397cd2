#include "symbolic/probability/measure_links.h"

#include <algorithm>
#include <set>
#include <string>

#include "claims/definedness.h"
#include "claims/print.h"
#include "symbolic/probability/graph_terms.h"
#include "symbolic/probability/opaque_terms.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxLinks = 40;

Claim negated(const Claim& event) {
  return event.op() == Op::kNot ? event.child(0) : claims::unary(Op::kNot, event);
}

// P(event | conditions), the do among them.
Claim probability_of(const Claim& event, std::vector<Claim> conditions) {
  conditions.insert(conditions.begin(), event);
  return claims::make(Op::kProbability, "", std::move(conditions), {});
}

class Links {
 public:
  explicit Links(const std::vector<Claim>& terms) : terms_(terms) {
    for (const Claim& term : terms) known_.insert(key(term));
  }

  std::vector<Claim> write() {
    for (const Claim& term : terms_) {
      if (term.op() != Op::kProbability) continue;
      std::vector<Claim> conditions(term.children().begin() + 1, term.children().end());
      for (std::size_t i = 0; i < conditions.size(); ++i)
        if (conditions[i].op() != Op::kDo) without(term, conditions, i);
    }
    return std::move(links_);
  }

 private:
  static std::string key(const Claim& term) {
    return claims::print(term.op() == Op::kProbability ? in_one_order(term) : term);
  }

  // The condition that goes, and the term that stays of it.
  void without(const Claim& term, std::vector<Claim> rest, std::size_t i) {
    const Claim condition = rest[i];
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const Claim &event = term.child(0), share = probability_of(condition, rest);
    const Claim whole = probability_of(event, rest);
    if (!known_.contains(key(share)) && !known_.contains(key(whole))) return;
    const auto joint = [&](const Claim& with) {
      const Claim both[] = {event, with};
      return probability_of(claims::all_of(both), rest);
    };
    add(term,
        claims::binary(Op::kEqual, joint(condition), claims::binary(Op::kMultiply, term, share)));
    if (known_.contains(key(whole)))
      add(whole, claims::binary(Op::kEqual, whole,
                                claims::binary(Op::kAdd, joint(positive_form(condition)),
                                               joint(negated(positive_form(condition))))));
  }
  static Claim positive_form(const Claim& event) {
    return event.op() == Op::kNot ? event.child(0) : event;
  }

  void add(const Claim& defined, const Claim& equation) {
    const Claim link = guarded({claims::definedness(defined, {})}, equation);
    if (links_.size() < kMaxLinks && std::find(links_.begin(), links_.end(), link) == links_.end())
      links_.push_back(link);
  }

  const std::vector<Claim>& terms_;
  std::set<std::string> known_;
  std::vector<Claim> links_;
};

}  // namespace

std::vector<Claim> measure_links(const std::vector<Claim>& terms) { return Links(terms).write(); }

}  // namespace modus::symbolic
