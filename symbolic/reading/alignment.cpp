#include "symbolic/reading/alignment.h"

#include <algorithm>

#include "claims/print.h"

namespace modus::symbolic::reading {

using claims::Claim;
using claims::Op;

bool Alignment::find() {
  if (!reading_.ambiguous.empty()) {
    failure_ = reading_.ambiguous;
    return false;
  }
  return place(0);
}

bool Alignment::place(std::size_t atom) {
  if (atom == shape_.atoms.size()) return true;
  const AtomUse& use = shape_.atoms[atom];
  for (const HalfReading& half : halves_) {
    if (half.half != use.half) continue;
    for (std::size_t i = half.begin; i < half.end; ++i) {
      if (budget_ == 0) return false;
      --budget_;
      // "Ann and Bob are kind" is used by two atoms, "Ann is kind" by one.
      const Assertion& assertion = reading_.assertions[i];
      const std::size_t room = std::max<std::size_t>(1, assertion.subjects.size()) *
                               std::max<std::size_t>(1, assertion.objects.size());
      if (taken_.count(i) >= room) continue;
      const auto variables = variables_;
      const auto used = used_;
      if (fits(use, assertion, half.denied)) {
        const auto mark = taken_.insert(i);
        if (place(atom + 1)) return true;
        taken_.erase(mark);
      }
      variables_ = variables;
      used_ = used;
    }
  }
  note_failure(atom, "nothing in the sentence says `" + std::string(use.negated ? "not " : "") +
                         claims::print(use.atom) + "`" +
                         (use.half == Half::kCondition     ? " as a condition"
                          : use.half == Half::kConsequence ? " as what follows"
                                                           : ""));
  return false;
}

void Alignment::note_failure(std::size_t atom, std::string why) {
  if (!failure_.empty() && atom < furthest_) return;
  if (failure_.empty() || atom > furthest_) failure_ = std::move(why);
  furthest_ = atom;
}

bool Alignment::fits(const AtomUse& use, const Assertion& assertion, bool denied) {
  const auto& names = assertion.predicates;
  if (std::find(names.begin(), names.end(), use.atom.name()) == names.end()) return false;
  if ((assertion.negated != denied) != use.negated) return false;
  for (std::size_t t = assertion.token; t < assertion.end; ++t) used_.insert(t);
  used_.insert(assertion.negations.begin(), assertion.negations.end());
  const auto arguments = use.atom.children();
  if (arguments.empty()) return stands_alone(assertion);
  if (!argument_fits(arguments[0], assertion.subjects)) return false;
  if (arguments.size() == 2) return argument_fits(arguments[1], assertion.objects);
  if (arguments.size() - 1 != assertion.objects.size()) return false;
  for (std::size_t i = 1; i < arguments.size(); ++i)
    if (!argument_fits(arguments[i], std::span(assertion.objects).subspan(i - 1, 1))) return false;
  return true;
}

// A proposition says nothing of anybody: "every dog is red" is no `red`.
bool Alignment::stands_alone(const Assertion& assertion) {
  return std::none_of(
      assertion.subjects.begin(), assertion.subjects.end(),
      [](const Mention& subject) { return subject.kind == Mention::Kind::kVariable; });
}

bool Alignment::argument_fits(const Claim& argument, std::span<const Mention> mentions) {
  return std::any_of(mentions.begin(), mentions.end(),
                     [&](const Mention& mention) { return mention_fits(argument, mention); });
}

bool Alignment::mention_fits(const Claim& argument, const Mention& mention) {
  using Kind = Mention::Kind;
  if (argument.op() == Op::kName) {
    const bool same = mention.kind == Kind::kPronoun ||
                      (mention.kind == Kind::kEntity &&
                       std::find(mention.entities.begin(), mention.entities.end(),
                                 argument.name()) != mention.entities.end());
    if (!same) return false;
  } else if (argument.op() == Op::kVariable) {
    if (mention.kind != Kind::kVariable) return false;
    const auto known = variables_.find(argument.name());
    if (known != variables_.end()) {
      if (known->second != mention.variable) return false;
    } else {
      for (const auto& [name, spoken] : variables_)
        if (spoken == mention.variable) return false;
      const SentenceVariable& spoken = reading_.variables[mention.variable];
      if (!force_fits(argument.name(), spoken)) return false;
      variables_[argument.name()] = mention.variable;
      used_.insert(spoken.token);
      if (spoken.force && spoken.token > 0) used_.insert(spoken.token - 1);  // the quantifier
    }
  } else {
    return false;  // numbers and functions in argument places are no subject or object
  }
  for (std::size_t t = mention.token; t < mention.end; ++t) used_.insert(t);
  return true;
}

bool Alignment::force_fits(const std::string& variable, const SentenceVariable& spoken) const {
  const auto bound = shape_.variables.find(variable);
  if (bound == shape_.variables.end()) return false;
  const bool universal = bound->second == Quantifier::kUniversal;
  const bool in_whole = !shape_.conditional;
  if (!spoken.force) {  // "a dog" may be some dog; bare "dogs" are not
    return in_whole || !universal ? !universal && spoken.has_article : true;
  }
  // "All red things are round" is not `forall X: red(X) and round(X)`.
  if (in_whole && universal && !spoken.nouns.empty()) return false;
  if (in_whole) return universal == (*spoken.force == Quantifier::kUniversal);
  // Someone in a condition is anyone; everyone in a consequence is not someone.
  return universal || *spoken.force == Quantifier::kExistential;
}

}  // namespace modus::symbolic::reading
