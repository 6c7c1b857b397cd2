#include "symbolic/reading/agreement.h"

#include <algorithm>

#include "symbolic/reading/alignment.h"
#include "symbolic/reading/claim_shape.h"
#include "symbolic/reading/comparison_words.h"
#include "symbolic/reading/coordination.h"
#include "symbolic/reading/cues.h"
#include "symbolic/reading/halves.h"
#include "symbolic/reading/report_agreement.h"
#include "symbolic/reading/reports.h"

namespace modus::symbolic::reading {
namespace {

using claims::Claim;

bool has_word(const std::string& word, std::span<const Token> tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const Token& token) { return same_word(token.text, word); });
}

std::vector<Token> joined(std::span<const std::span<const Token>> sentences) {
  std::vector<Token> all;
  for (const std::span<const Token> tokens : sentences)
    all.insert(all.end(), tokens.begin(), tokens.end());
  return all;
}

// A predicate of several words has nobody among them: "Ann is the aunt of Bob" is no aunt_bob(ann),
// "it needs the bald eagle" no needs_bald_eagle(X).
std::string swallowed_name(const ClaimShape& shape, const Vocabulary& vocabulary) {
  for (const AtomUse& use : shape.atoms) {
    if (use.atom.children().empty()) continue;
    for (const std::string& part : parts_of_name(use.atom.name()))
      if (vocabulary.is_entity(part))
        return "`" + use.atom.name() + "` has `" + part + "` in it, whom the chain speaks of";
  }
  return "";
}

// Each predicate and entity of the claim has its word.
std::string missing_word(const ClaimShape& shape, const Passage& passage) {
  for (const AtomUse& use : shape.atoms) {
    std::vector<std::string> words = words_of_name(use.atom.name());
    if (words.size() > 1 && is_copula(words.front())) words.erase(words.begin());
    for (const std::string& word : words)
      if (!has_word(word, passage.sentence)) return "no word for " + use.atom.name();
    for (const Claim& argument : use.atom.children())
      for (const std::string& name : constants_in(argument))
        for (const std::string& word : words_of_name(name))
          if (!has_word(word, passage.sentence) &&
              std::ranges::none_of(passage.antecedents, [&](std::span<const Token> sentence) {
                return has_word(word, sentence);
              }))
            return "no word for " + name;
  }
  return "";
}

// "Tumpuses are cold" is about each of them, and there is no tumpuses of whom cold(tumpuses)
// speaks.
std::string many_as_one(const ClaimShape& shape, std::span<const Token> sentence) {
  const bool of_many = sentence.size() > 1 &&
                       (sentence[1].text == "are" || sentence[1].text == "were") &&
                       sentence[0].text.ends_with('s') && !is_filler(sentence[0].text);
  if (!of_many || shape.conditional) return "";
  for (const AtomUse& use : shape.atoms)
    for (const Claim& argument : use.atom.children())
      for (const std::string& name : constants_in(argument))
        if (same_word(name, sentence[0].text))
          return "`" + sentence[0].text + "` are many: say it of each, with a variable";
  return "";
}

// One way to read the sentence: as a whole, or as condition and consequence.
class Attempt {
 public:
  Attempt(const ClaimShape& shape, const Passage& passage, const Vocabulary& vocabulary)
      : shape_(shape),
        passage_(passage),
        antecedents_(joined(passage.antecedents)),
        vocabulary_(vocabulary) {}

  Agreement whole() {
    const Stretch all{0, passage_.sentence.size(), false, {}};
    stretches_ = {{Half::kWhole, all}};
    read(all, Half::kWhole, false);
    return judge({});
  }

  Agreement split(const Halves& halves) {
    if (halves.biconditional != shape_.biconditional)
      return {halves.biconditional ? "the sentence says `if and only if`, the claim does not"
                                   : "no word says `if and only if`",
              {}};
    if (halves.subject_carries)
      for (const AtomUse& use : shape_.atoms)
        if (use.half == Half::kConsequence && use.atom.children().empty())
          return {"the claim does not say of whom `" + use.atom.name() + "` holds", {}};
    stretches_ = {{Half::kCondition, halves.condition}, {Half::kConsequence, halves.consequence}};
    read(halves.condition, Half::kCondition, halves.condition_denied);
    Stretch consequence = halves.consequence;
    if (halves.subject_carries && !reading_.variables.empty())
      consequence.subject = Mention{Mention::Kind::kVariable, {}, 0, 0, 0};
    read(consequence, Half::kConsequence, false);
    Agreement agreement = judge(halves.cues);
    if (agreement.disagreement.empty() && halves.condition_denied && shape_.or_in_condition)
      agreement.disagreement = "`unless` before `or`";
    return agreement;
  }

 private:
  void read(const Stretch& stretch, Half half, bool denied) {
    const std::size_t begin = reading_.assertions.size();
    read_stretch(passage_.sentence, stretch, vocabulary_, reading_);
    halves_.push_back({half, begin, reading_.assertions.size(), denied});
  }

  Agreement judge(const std::vector<std::size_t>& cues) {
    Agreement agreement;
    Alignment alignment(shape_, reading_, halves_);
    if (!alignment.find()) return {alignment.failure(), {}};
    agreement.used = alignment.used_tokens();
    agreement.used.insert(cues.begin(), cues.end());
    std::string& why = agreement.disagreement;
    for (const auto& [half, stretch] : stretches_) {
      const WordRange range{passage_.sentence, stretch.begin, stretch.end, antecedents_,
                            &passage_.taken};
      for (const ComparisonUse& use : shape_.comparisons)
        if (use.half == half && why.empty()) why = disagreement_of(use, range, agreement.used);
      if (why.empty()) why = wrong_or(half, stretch, agreement.used);
    }
    if (why.empty()) why = dropped_condition(alignment, agreement.used);
    if (why.empty()) why = dropped_subject(agreement.used);
    for (const AtomUse& use : shape_.atoms)  // numbers in argument places: gave(ann, 5)
      if (why.empty()) {
        const WordRange range{passage_.sentence, 0, passage_.sentence.size(), {}, &passage_.taken};
        why = missing_number(use.atom, range, agreement.used);
      }
    return agreement;
  }

  // `or` and `either ... or` on both sides or on neither.
  std::string wrong_or(Half half, const Stretch& stretch, std::set<std::size_t>& used) const {
    bool spoken = false;
    bool exclusive = false;
    for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
      const std::string& word = passage_.sentence[i].text;
      spoken = spoken || word == "or";
      exclusive = exclusive || word == "either" || word == "both";
      if (word == "both" && i > 0 && passage_.sentence[i - 1].text == "not" && shape_.exclusive)
        used.insert(i - 1);
    }
    const bool claimed = half == Half::kCondition ? shape_.or_in_condition : shape_.or_elsewhere;
    if (spoken && !claimed) return "the sentence says `or`, the claim does not";
    if (claimed && !spoken) return "no word says `or`";
    if (claimed && shape_.exclusive && !exclusive) return "no word says `either` or `not both`";
    if (!claimed) return "";
    const std::string unused = unused_alternative(passage_.sentence, stretch, used);
    if (!unused.empty()) return "`" + unused + "`, of an alternative, is not used";
    return "";
  }

  // A condition that the sentence makes and the claim leaves out would make the claim say more.
  std::string dropped_condition(const Alignment& alignment,
                                const std::set<std::size_t>& used) const {
    for (const HalfReading& half : halves_) {
      if (half.half != Half::kCondition) continue;
      for (std::size_t i = half.begin; i < half.end; ++i)
        if (!alignment.uses(i))
          return "the condition `" + reading_.assertions[i].predicates.front() + "` is not used";
    }
    for (const auto& [half, stretch] : stretches_) {
      if (half != Half::kCondition) continue;
      const std::string content = unused_conjunct(passage_.sentence, stretch, used);
      if (!content.empty()) return "the condition `" + content + "` is not used";
    }
    return "";
  }

  // A proposition is all that its clause says: "Max is sour" is no `sour`.
  std::string dropped_subject(const std::set<std::size_t>& used) const {
    for (const AtomUse& use : shape_.atoms) {
      if (!use.atom.children().empty()) continue;
      const std::vector<std::string> words = words_of_name(use.atom.name());
      for (const auto& [half, stretch] : stretches_) {
        if (half != use.half) continue;
        for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
          const Token& token = passage_.sentence[i];
          const bool named = std::ranges::any_of(
              words, [&](const std::string& word) { return same_word(token.text, word); });
          if (named && used.contains(i)) break;
          if (token.kind == TokenKind::kWord && !named && !used.contains(i) &&
              !is_filler(token.text) && !is_negation(token.text))
            return "`" + use.atom.name() + "` leaves out who or what: `" + token.text + "`";
        }
      }
    }
    return "";
  }

  const ClaimShape& shape_;
  const Passage& passage_;
  const std::vector<Token> antecedents_;
  const Vocabulary& vocabulary_;
  Reading reading_;
  std::vector<HalfReading> halves_;
  std::vector<std::pair<Half, Stretch>> stretches_;
};

Agreement conditional_agreement(const ClaimShape& shape, const Passage& passage,
                                const Vocabulary& vocabulary) {
  const std::vector<Halves> all = halves_of(passage.sentence, vocabulary);
  if (all.empty()) return {"the claim is a general or conditional one, the sentence is not", {}};
  Agreement best;
  for (Halves halves : all) {
    Agreement agreement = Attempt(shape, passage, vocabulary).split(halves);
    if (!agreement.disagreement.empty() && halves.biconditional) {
      std::swap(halves.condition, halves.consequence);
      agreement = Attempt(shape, passage, vocabulary).split(halves);
    }
    if (agreement.disagreement.empty()) return agreement;
    if (best.disagreement.empty()) best = std::move(agreement);
  }
  return best;
}

Agreement plain_agreement(const Claim& claim, const Passage& passage,
                          const Vocabulary& vocabulary) {
  const ClaimShape shape = shape_of(claim);
  if (!shape.unreadable.empty()) return {"no sentence says this plainly: " + shape.unreadable, {}};
  if (std::string why = missing_word(shape, passage); !why.empty()) return {why, {}};
  if (std::string why = swallowed_name(shape, vocabulary); !why.empty()) return {why, {}};
  if (std::string why = many_as_one(shape, passage.sentence); !why.empty()) return {why, {}};
  // Half of a conditional is nothing that the sentence says, whoever has read the whole of it.
  const bool under_condition = std::ranges::any_of(
      passage.sentence, [](const Token& token) { return is_conditional(token.text); });
  if (under_condition && !shape.conditional && !shape.atoms.empty())
    return {"the sentence says it under a condition, the claim without", {}};
  Agreement agreement = shape.conditional ? conditional_agreement(shape, passage, vocabulary)
                                          : Attempt(shape, passage, vocabulary).whole();
  const auto cue = shape.atoms.empty() ? std::nullopt : report_cue(passage.sentence);
  if (agreement.disagreement.empty() && cue && !agreement.used.contains(*cue))
    agreement.disagreement = "the sentence only reports it: `" + passage.sentence[*cue].text + "`";
  return agreement;
}

}  // namespace

Agreement agreement_of(const Claim& claim, const Passage& passage, const Vocabulary& vocabulary) {
  if (claim.op() == claims::Op::kIff)
    if (const auto report = report_in(passage.sentence, vocabulary))
      return report_agreement(claim, *report, passage, vocabulary);
  return plain_agreement(claim, passage, vocabulary);
}

}  // namespace modus::symbolic::reading
