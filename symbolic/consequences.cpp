#include "symbolic/consequences.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace modus::symbolic {
namespace {

using claims::Claim;
using claims::Op;

constexpr std::size_t kMaxInstances = 64;  // of one premise
constexpr std::size_t kBits = 64;

using Table = std::vector<std::uint64_t>;  // a bit an assignment; bit i of its number: atom i

bool is_ground_atom(const Claim& claim) {
  return claim.op() == Op::kName ||
         (claim.op() == Op::kApply && std::ranges::all_of(claim.children(), [](const Claim& child) {
            return child.op() == Op::kName;
          }));
}

class Tables {
 public:
  // False where the claim is not of the fragment, or has too many atoms.
  bool collect(const Claim& claim) {
    if (is_ground_atom(claim)) {
      if (std::ranges::find(atoms_, claim) == atoms_.end()) atoms_.push_back(claim);
      return atoms_.size() <= kMaxTableAtoms;
    }
    switch (claim.op()) {
      case Op::kTrue:
      case Op::kFalse:
        return true;
      case Op::kNot:
      case Op::kAnd:
      case Op::kOr:
      case Op::kXor:
      case Op::kImplies:
      case Op::kIff:
        return std::ranges::all_of(claim.children(),
                                   [this](const Claim& child) { return collect(child); });
      default:
        return false;
    }
  }

  const std::vector<Claim>& atoms() const { return atoms_; }
  Table all() const { return Table(words(), ~std::uint64_t{0}); }

  Table of(const Claim& claim) const {
    if (is_ground_atom(claim)) return of_atom(claim);
    if (claim.op() == Op::kTrue) return all();
    if (claim.op() == Op::kFalse) return Table(words(), 0);
    const Table left = of(claim.child(0));
    if (claim.op() == Op::kNot)
      return joined(left, left, [](std::uint64_t a, std::uint64_t) { return ~a; });
    const Table right = of(claim.child(1));
    switch (claim.op()) {
      case Op::kAnd:
        return joined(left, right, std::bit_and());
      case Op::kOr:
        return joined(left, right, std::bit_or());
      case Op::kXor:
        return joined(left, right, std::bit_xor());
      case Op::kImplies:
        return joined(left, right, [](std::uint64_t a, std::uint64_t b) { return ~a | b; });
      default:
        return joined(left, right, [](std::uint64_t a, std::uint64_t b) { return ~(a ^ b); });
    }
  }

 private:
  // With less than six atoms some assignments stand several times in the one word.
  std::size_t words() const {
    return std::max<std::size_t>(1, (std::size_t{1} << atoms_.size()) / kBits);
  }

  Table of_atom(const Claim& claim) const {
    const auto index = static_cast<std::size_t>(std::ranges::find(atoms_, claim) - atoms_.begin());
    Table table(words(), 0);
    for (std::size_t word = 0; word < table.size(); ++word)
      for (std::size_t bit = 0; bit < kBits; ++bit)
        if ((word * kBits + bit) >> index & 1) table[word] |= std::uint64_t{1} << bit;
    return table;
  }

  template <typename Join>
  static Table joined(const Table& left, const Table& right, Join join) {
    Table table(left.size());
    std::transform(left.begin(), left.end(), right.begin(), table.begin(), join);
    return table;
  }

  std::vector<Claim> atoms_;
};

// The claim for each choice of names for its variables; nullopt where these are too many.
std::optional<std::vector<Claim>> instances(const Claim& premise,
                                            std::span<const std::string> names) {
  Claim body = premise;
  while (body.op() == Op::kForall) body = Claim(body.child(0));
  std::vector<Claim> found = {body};
  for (const std::string& variable : claims::free_variables(body)) {
    if (found.size() * names.size() > kMaxInstances) return std::nullopt;
    std::vector<Claim> more;
    for (const Claim& claim : found)
      for (const std::string& name : names) {
        const claims::Replacement replaced{variable, claims::name(name)};
        more.push_back(claims::substitute_variables(claim, std::span(&replaced, 1)));
      }
    found = std::move(more);
  }
  return found;
}

bool are_disjoint(const Table& a, const Table& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if ((a[i] & b[i]) != 0) return false;
  return true;
}

}  // namespace

std::optional<Consequences> consequences(std::span<const Claim> premises,
                                         std::span<const std::string> names) {
  Tables tables;
  std::vector<Claim> ground;
  for (const Claim& premise : premises) {
    auto written_out = instances(premise, names);
    if (!written_out) return std::nullopt;
    for (Claim& claim : *written_out) {
      if (!tables.collect(claim)) return std::nullopt;
      ground.push_back(std::move(claim));
    }
  }
  Table models = tables.all();
  for (const Claim& claim : ground) {
    const Table table = tables.of(claim);
    std::transform(models.begin(), models.end(), table.begin(), models.begin(), std::bit_and());
  }
  Consequences result;
  result.contradictory = std::ranges::all_of(models, [](std::uint64_t word) { return word == 0; });
  if (result.contradictory) return result;
  for (const Claim& atom : tables.atoms())
    for (const Claim& literal : {atom, claims::unary(Op::kNot, atom)}) {
      const Table opposite = tables.of(claims::unary(Op::kNot, literal));
      if (are_disjoint(models, opposite)) result.literals.push_back(literal);
    }
  return result;
}

}  // namespace modus::symbolic
