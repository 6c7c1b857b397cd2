#include "bridge/text_guide/words_of_claims.h"

#include <algorithm>
#include <string>
#include <vector>

namespace modus::bridge {

using claims::Claim;
using claims::Op;

namespace {

void keep(std::vector<std::string>& list, const std::string& word) {
  if (std::find(list.begin(), list.end(), word) == list.end()) list.push_back(word);
}

void keep(std::vector<NameWithArity>& list, const NameWithArity& name) {
  const auto same = [&](const NameWithArity& other) {
    return other.name == name.name && other.arity == name.arity;
  };
  if (std::none_of(list.begin(), list.end(), same)) list.push_back(name);
}

// Whether a claim stands where one is true or false, or where a term does.
enum class WordPlace { kFormula, kTerm };

class WordCollector {
 public:
  void read(const Claim& claim, WordPlace place) {
    switch (claim.op()) {
      case Op::kApply:
        keep(place == WordPlace::kFormula ? lexicon_.predicates : lexicon_.functions,
             {claim.name(), claim.children().size()});
        break;
      case Op::kName:
        if (place == WordPlace::kFormula)
          keep(lexicon_.predicates, {claim.name(), 0});
        else
          keep(lexicon_.constants, claim.name());
        break;
      case Op::kVariable:
        keep(lexicon_.variables, claim.name());
        break;
      case Op::kNumber:
        keep(lexicon_.numbers, claim.literal().digits);
        if (!claim.literal().unit.empty()) keep(lexicon_.units, claim.literal().unit);
        break;
      default:
        switch_on(claim.op());
    }
    if (claim.op() == Op::kForall || claim.op() == Op::kExists)
      keep(lexicon_.variables, claim.name());
    const WordPlace below =
        claims::is_connective(claim.op()) ? WordPlace::kFormula : WordPlace::kTerm;
    for (const Claim& child : claim.children()) read(child, below);
  }

  TextLexicon take() { return std::move(lexicon_); }

 private:
  void switch_on(Op op) {
    if (op == Op::kNot) lexicon_.negation = true;
    if (op == Op::kAnd || op == Op::kOr || op == Op::kXor) lexicon_.connectives = true;
    if (op == Op::kImplies || op == Op::kIff) lexicon_.conditional = true;
    if (op == Op::kForall || op == Op::kExists) lexicon_.quantifiers = true;
    if (op == Op::kIn || op == Op::kSet) lexicon_.sets = true;
    if (op == Op::kTrue || op == Op::kFalse) lexicon_.truths = true;
    if (claims::is_comparison(op) && op != Op::kIn) lexicon_.comparison = true;
    if (claims::is_term(op) && op != Op::kSet) lexicon_.arithmetic = true;
  }

  TextLexicon lexicon_;
};

}  // namespace

TextLexicon words_of_claims(std::span<const Claim> claims) {
  WordCollector words;
  for (const Claim& claim : claims) words.read(claim, WordPlace::kFormula);
  return words.take();
}

}  // namespace modus::bridge
