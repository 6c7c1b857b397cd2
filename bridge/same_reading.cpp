#include "bridge/same_reading.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "claims/claim.h"
#include "symbolic/reading/words.h"

namespace modus::bridge {

using claims::Claim;
using claims::Op;

namespace {

// The claim in the words of `other`, where it uses other forms of them.
Claim in_words_of(const Claim& claim, const std::vector<std::string>& other) {
  if (claim.op() == Op::kNumber) return claim;
  std::vector<Claim> children;
  for (const Claim& child : claim.children()) children.push_back(in_words_of(child, other));
  std::string name = claim.name();
  if (claim.op() == Op::kName || claim.op() == Op::kApply) {
    const auto same = std::find_if(other.begin(), other.end(), [&](const std::string& word) {
      return symbolic::reading::same_name(word, name);
    });
    if (same != other.end()) name = *same;
  }
  return claims::make(claim.op(), std::move(name), std::move(children), {});
}

using Readings = std::map<std::size_t, std::vector<Claim>>;

Readings readings_of(const claims::Chain& chain) {
  Readings readings;
  for (const claims::Step& step : chain.steps)
    if (step.kind == claims::StepKind::kGiven && !step.sentences.empty())
      readings[step.sentences.front()].push_back(step.claim);
  return readings;
}

// Each of one has its own among the others.
bool same_claims(const std::vector<Claim>& a, std::vector<Claim> b) {
  for (const Claim& claim : a) {
    const auto same = std::find_if(b.begin(), b.end(),
                                   [&](const Claim& other) { return same_reading(claim, other); });
    if (same == b.end()) return false;
    b.erase(same);
  }
  return b.empty();
}

}  // namespace

bool same_reading(const Claim& a, const Claim& b) {
  return alpha_equal(claims::universal_closure(a),
                     claims::universal_closure(in_words_of(b, claims::names_in(a))));
}

ReadingCount compare_readings(const claims::Chain& read, const claims::Chain& expected) {
  ReadingCount count;
  Readings ours = readings_of(read);
  Readings theirs = readings_of(expected);
  for (std::size_t k = 1; k <= expected.text.size(); ++k) {
    ++count.sentences;
    count.exact += same_claims(ours[k], theirs[k]);
  }
  return count;
}

}  // namespace modus::bridge
