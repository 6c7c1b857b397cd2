#include "rules/instances.h"

#include <algorithm>

namespace modus::rules {
namespace {

using claims::Claim;
using claims::Op;
using claims::Replacement;

constexpr std::size_t kMaxTries = 2000;  // pairs of atoms looked at for one universal

// What a comparison says of something: the applications in its terms.
void collect_applications(const Claim& term, std::vector<Claim>& atoms) {
  if (term.op() == Op::kApply) {
    if (std::ranges::find(atoms, term) == atoms.end()) atoms.push_back(term);
    return;
  }
  for (const Claim& child : term.children()) collect_applications(child, atoms);
}

// Atoms under `not`, `and`, `->` and `<->`: what an implication's sides are made of.
void collect_atoms(const Claim& claim, std::vector<Claim>& atoms) {
  switch (claim.op()) {
    case Op::kNot:
    case Op::kAnd:
    case Op::kOr:
    case Op::kXor:
    case Op::kImplies:
    case Op::kIff:
      for (const Claim& child : claim.children()) collect_atoms(child, atoms);
      break;
    case Op::kApply:
      if (std::ranges::find(atoms, claim) == atoms.end()) atoms.push_back(claim);
      break;
    default:
      if (claims::is_comparison(claim.op())) collect_applications(claim, atoms);
      break;
  }
}

// One-way matching: variables of the pattern that are to be bound, terms of the ground side.
class Matching {
 public:
  explicit Matching(std::vector<std::string> variables) : variables_(std::move(variables)) {}

  bool extend(const Claim& pattern, const Claim& term) {
    if (pattern.op() == Op::kVariable && is_variable(pattern.name())) {
      for (const Replacement& r : bound_)
        if (r.from == pattern.name()) return r.to == term;
      bound_.push_back({pattern.name(), term});
      return true;
    }
    if (pattern.children().empty()) return pattern == term;
    if (pattern.op() != term.op() || pattern.name() != term.name() ||
        pattern.children().size() != term.children().size())
      return false;
    for (std::size_t i = 0; i < pattern.children().size(); ++i)
      if (!extend(pattern.child(i), term.child(i))) return false;
    return true;
  }
  bool complete() const { return bound_.size() == variables_.size(); }
  const std::vector<Replacement>& bound() const { return bound_; }

 private:
  bool is_variable(const std::string& name) const {
    return std::ranges::find(variables_, name) != variables_.end();
  }
  std::vector<std::string> variables_;
  std::vector<Replacement> bound_;
};

class InstanceSearch {
 public:
  InstanceSearch(Claim body, std::span<const Claim> claims, std::size_t limit)
      : body_(std::move(body)), limit_(limit) {
    collect_atoms(body_, patterns_);
    if (!claims.empty()) collect_atoms(claims.front(), first_);
    for (const Claim& claim : claims) collect_atoms(claim, all_);
  }

  std::vector<Claim> run(const std::vector<std::string>& variables) {
    for (const Claim& atom : first_)
      for (const Claim& pattern : patterns_) {
        Matching matching(variables);
        if (try_pair() && matching.extend(pattern, atom)) complete(matching, 0);
      }
    return std::move(found_);
  }

 private:
  bool try_pair() { return tries_++ < kMaxTries && found_.size() < limit_; }

  // Binds what is left by matching further atoms of the universal. Depth: number of its atoms.
  void complete(const Matching& matching, std::size_t next) {
    if (matching.complete()) {
      Claim instance = claims::substitute_variables(body_, matching.bound());
      if (found_.size() < limit_ && std::ranges::find(found_, instance) == found_.end())
        found_.push_back(std::move(instance));
      return;
    }
    for (std::size_t i = next; i < patterns_.size(); ++i)
      for (const Claim& atom : all_) {
        if (!try_pair()) return;
        Matching longer = matching;
        if (longer.extend(patterns_[i], atom) && longer.bound().size() > matching.bound().size())
          complete(longer, i + 1);
      }
  }

  Claim body_;
  std::size_t limit_;
  std::vector<Claim> patterns_, first_, all_;
  std::vector<Claim> found_;
  std::size_t tries_ = 0;
};

}  // namespace

std::vector<Claim> instances_of(const Claim& quantified, std::span<const Claim> claims,
                                std::size_t limit) {
  Claim body = quantified;
  const bool by_letters = body.op() != Op::kForall && body.op() != Op::kExists;
  while (body.op() == quantified.op() && !by_letters) body = body.child(0);
  if (by_letters && body.op() != Op::kImplies && body.op() != Op::kIff) return {};
  const std::vector<std::string> variables = claims::free_variables(body);
  if (variables.empty()) return {};
  return InstanceSearch(body, claims, limit).run(variables);
}

}  // namespace modus::rules
