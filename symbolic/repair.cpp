#include "symbolic/repair.h"

#include <algorithm>
#include <functional>
#include <set>

#include "claims/definedness.h"
#include "symbolic/writable.h"

namespace modus::symbolic {

using claims::Claim;
using claims::Op;

namespace {

constexpr std::size_t kMaxEdits = 24;  // candidates that are asked about

using Names = std::set<std::string>;

void add_names(const Claim& claim, Names& names) {
  for (std::string& name : claims::names_in(claim)) names.insert(std::move(name));
}

// The claims that differ from one by a single edit.
class Edits {
 public:
  Edits(const Theory& theory, const Query& query) : signature_(theory.signature) {
    for (const Premise& premise : query.premises) add_names(premise.claim, names_);
    add_names(query.goal, names_);
  }

  std::vector<Claim> of(const Claim& claim) {
    std::vector<Claim> edited;
    visit(claim, [&](Claim other) {
      if (std::find(edited.begin(), edited.end(), other) == edited.end())
        edited.push_back(std::move(other));
    });
    return edited;
  }

 private:
  using Emit = std::function<void(Claim)>;

  void visit(const Claim& claim, const Emit& emit) const {
    edit_here(claim, emit);
    for (std::size_t i = 0; i < claim.children().size(); ++i)
      visit(claim.child(i), [&](Claim child) { emit(with_child(claim, i, std::move(child))); });
  }

  void edit_here(const Claim& claim, const Emit& emit) const {
    const std::vector<Claim> children(claim.children().begin(), claim.children().end());
    switch (claim.op()) {
      case Op::kApply:
        for (std::size_t i = 0; i + 1 < children.size(); ++i) {
          std::vector<Claim> swapped = children;
          std::swap(swapped[i], swapped[i + 1]);
          if (swapped != children) emit(claims::apply(claim.name(), std::move(swapped)));
        }
        for (const std::string& name : others_like(claim.name()))
          emit(claims::apply(name, children));
        return;
      case Op::kName:
        for (const std::string& name : others_like(claim.name())) emit(claims::name(name));
        return;
      case Op::kImplies:
        emit(claims::binary(Op::kImplies, children[1], children[0]));
        return;
      case Op::kLess:
      case Op::kLessEqual:
      case Op::kGreater:
      case Op::kGreaterEqual:
        emit(claims::binary(claim.op(), children[1], children[0]));
        return;
      default:
        return;
    }
  }

  // Names in use of the same arguments and sort.
  std::vector<std::string> others_like(const std::string& name) const {
    std::vector<std::string> others;
    const claims::Symbol* symbol = signature_.find(name);
    if (symbol == nullptr || claims::is_numeric(symbol->result)) return others;
    for (const std::string& other : names_) {
      const claims::Symbol* known = signature_.find(other);
      if (other != name && known != nullptr && *known == *symbol) others.push_back(other);
    }
    return others;
  }

  static Claim with_child(const Claim& claim, std::size_t i, Claim child) {
    std::vector<Claim> children(claim.children().begin(), claim.children().end());
    children[i] = std::move(child);
    return claims::make(claim.op(), claim.name(), std::move(children), claim.span());
  }

  const claims::Signature& signature_;
  Names names_;
};

bool is_said(const Query& query, const Claim& claim) {
  return std::any_of(query.premises.begin(), query.premises.end(),
                     [&](const Premise& premise) { return alpha_equal(premise.claim, claim); });
}

bool entails(const Query& query, Entailment& layers) {
  return layers.decide({&query, 1}, Wanted::kVerdict).front().outcome == Outcome::kEntailed;
}

}  // namespace

std::optional<std::size_t> closing_premise(const Query& query, std::span<const Premise> further,
                                           Entailment& layers) {
  Names spoken_of;
  add_names(query.goal, spoken_of);
  for (const Premise& premise : query.premises) add_names(premise.claim, spoken_of);
  std::vector<std::size_t> tried;
  for (std::size_t i = 0; i < further.size(); ++i) {
    const auto names = claims::names_in(further[i].claim);
    if (std::any_of(names.begin(), names.end(),
                    [&](const std::string& name) { return spoken_of.contains(name); }))
      tried.push_back(i);
  }
  std::stable_sort(tried.begin(), tried.end(), [&](std::size_t a, std::size_t b) {
    return further[a].claim.size() < further[b].claim.size();
  });
  if (tried.size() > kMaxSingle) tried.resize(kMaxSingle);
  Query helped = query;
  for (const std::size_t i : tried) {
    helped.premises.push_back(further[i]);
    if (entails(helped, layers)) return i;
    helped.premises.pop_back();
  }
  return std::nullopt;
}

std::optional<Claim> nearest_claim(const Theory& theory, const Query& query, Entailment& layers) {
  std::optional<Claim> found;
  const std::vector<Claim> edits = Edits(theory, query).of(query.goal);
  if (edits.size() > kMaxEdits) return std::nullopt;
  for (const Claim& edit : edits) {
    const bool partial = claims::definedness(edit, {}).op() != Op::kTrue;
    if (partial || is_said(query, edit) || !is_writable(edit)) continue;
    if (!entails({query.premises, edit, query.premises_satisfiable}, layers)) continue;
    // What holds whatever the premises say mends nothing.
    if (entails({{}, edit, true}, layers)) continue;
    if (found) return std::nullopt;
    found = edit;
  }
  return found;
}

}  // namespace modus::symbolic
