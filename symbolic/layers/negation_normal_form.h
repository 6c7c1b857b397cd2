// Claims about entities in negation normal form, existentials replaced by witnesses: the first half
// of deciding small logic by its instances (instances.h).
//
//   forall X: kind(X) -> nice(X)    all X: not kind(X) or nice(X)
//   exists X: tall(X)               tall(e1)
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "claims/claim.h"
#include "claims/sorts.h"

namespace modus::symbolic {

struct TooMuch {};  // thrown: for a solver to decide

// A claim in negation normal form, existentials replaced by witnesses.
struct Normal {
  enum class Kind : std::uint8_t { kAll, kAny, kForall, kAtom, kEqual } kind = Kind::kAll;
  bool holds = true;               // kAtom, kEqual: else its negation
  std::size_t predicate = 0;       // kAtom
  std::vector<std::size_t> terms;  // kAtom, kEqual: elements, or kVariable + depth of the binder
  std::vector<Normal> parts;       // kAll, kAny; kForall: one
};
constexpr std::size_t kVariable = std::size_t{1} << 32;

// Names of one query by number: its predicates, and its elements (constants, then witnesses).
class Vocabulary {
 public:
  explicit Vocabulary(const claims::Signature& signature) : signature_(signature) {}

  std::size_t predicate(const std::string& name) {
    return predicates_.emplace(name, predicates_.size()).first->second;
  }
  std::size_t element(const std::string& name) {
    const auto [at, is_new] = constants_.emplace(name, elements_.size());
    if (is_new) elements_.push_back(name);
    return at->second;
  }
  std::size_t witness() {
    std::string name;
    do name = "e" + std::to_string(++witnesses_);
    while (signature_.find(name) != nullptr || constants_.contains(name));
    elements_.push_back(std::move(name));
    return elements_.size() - 1;
  }
  bool has_witnesses() const { return witnesses_ > 0; }

  const claims::Signature& signature() const { return signature_; }
  const std::vector<std::string>& elements() const { return elements_; }
  const std::map<std::string, std::size_t>& predicates() const { return predicates_; }

 private:
  const claims::Signature& signature_;
  std::map<std::string, std::size_t> predicates_, constants_;
  std::vector<std::string> elements_;
  std::size_t witnesses_ = 0;
};

// From claims to their normal form.
class Normaliser {
 public:
  // equality: set where `=` or `!=` occurs.
  Normaliser(Vocabulary& vocabulary, bool& equality) : names_(vocabulary), equality_(equality) {}

  // The claim, or its negation, must be closed. Throws TooMuch for numbers, sets, functions, an
  // existential below a universal, and for what grows too large.
  Normal of(const claims::Claim& claim, bool holds);

 private:
  Normal junction(std::span<const claims::Claim> children, bool holds, bool conjunction);
  Normal agreement(const claims::Claim& claim, bool agree);
  Normal quantifier(const claims::Claim& claim, bool holds, bool universal);
  Normal equal(const claims::Claim& claim, bool holds);
  Normal atom(const claims::Claim& claim, bool holds);
  Normal literal(const claims::Claim& claim, bool holds);
  std::size_t element(const claims::Claim& term) const;

  Vocabulary& names_;
  bool& equality_;
  std::size_t made_ = 0;                                    // nodes: `<->` doubles what is below it
  std::vector<std::pair<std::string, std::size_t>> bound_;  // variables in scope and their terms
  std::size_t depth_ = 0;                                   // of universal quantifiers
};

}  // namespace modus::symbolic
