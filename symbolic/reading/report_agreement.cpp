#include "symbolic/reading/report_agreement.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace modus::symbolic::reading {
namespace {

using claims::Claim;

bool is_one_of(const std::string& name, std::span<const std::string> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Does a sentence say that everyone is one or the other?
bool all_are(const std::string& kind, const std::string& other,
             std::span<const std::span<const Token>> sentences, const Vocabulary& vocabulary) {
  const auto of_x = [](const std::string& name) {
    return claims::apply(name, {claims::variable("X")});
  };
  const Claim either = claims::quantified(claims::Op::kForall, "X",
                                          claims::binary(claims::Op::kOr, of_x(kind), of_x(other)));
  return std::any_of(sentences.begin(), sentences.end(), [&](std::span<const Token> sentence) {
    return agreement_of(either, {sentence, {}}, vocabulary).disagreement.empty();
  });
}

// Whether what speakers of the kind say is true and what all others say is false: "" or what is
// missing.
std::string unreliable(const std::string& kind, std::span<const std::span<const Token>> sentences,
                       const Vocabulary& vocabulary) {
  std::vector<std::string> truthful, lying;
  for (const std::span<const Token> sentence : sentences) {
    for (auto [speech, kinds] : {std::pair{Speech::kTruthful, &truthful}, {Speech::kLying, &lying}})
      for (std::string& found : kinds_that_speak(speech, sentence, vocabulary))
        kinds->push_back(std::move(found));
  }
  if (!is_one_of(kind, truthful))
    return "no cited sentence says that every " + kind + " tells the truth";
  if (std::any_of(lying.begin(), lying.end(), [&](const std::string& other) {
        return all_are(kind, other, sentences, vocabulary);
      }))
    return "";
  return "no cited sentences say that all others lie";
}

}  // namespace

Agreement report_agreement(const Claim& claim, const Report& report, const Passage& passage,
                           const Vocabulary& vocabulary) {
  const Claim& speaks = claim.child(0);
  const bool of_speaker = speaks.op() == claims::Op::kApply && speaks.children().size() == 1 &&
                          speaks.child(0).op() == claims::Op::kName &&
                          is_one_of(speaks.child(0).name(), report.speakers);
  if (!of_speaker) return {"the speaker does not stand before `<->`", {}};
  if (std::string why = unreliable(speaks.name(), passage.antecedents, vocabulary); !why.empty())
    return {why, {}};
  const Agreement content = agreement_of(claim.child(1), {report.content, {}}, vocabulary);
  Agreement agreement{content.disagreement, {report.cues.begin(), report.cues.end()}};
  for (const std::size_t token : content.used) agreement.used.insert(report.places[token]);
  return agreement;
}

}  // namespace modus::symbolic::reading
