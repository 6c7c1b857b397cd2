#include "tasks/generate.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/chain_text.h"
#include "claims/sentences.h"
#include "symbolic/checker.h"
#include "tasks/generate/world.h"

namespace modus::tasks {
namespace {

constexpr int kMaxDraws = 200;
constexpr int kPatience = 60;  // draws after which less depth will do, where the shape allows it

constexpr auto kFamilies = std::to_array<Family>(
    {Family::kSentence, Family::kRuleWorld, Family::kTaxonomy, Family::kArithmetic,
     Family::kKinship, Family::kOrdering, Family::kKnights, Family::kTally});

// How many of a hundred questions are true, and how many false, as far as the family has them.
struct Shares {
  std::uint32_t is_true, is_false;
};
Shares shares_of(Family family) {
  switch (family) {
    case Family::kSentence:
      return {12, 12};  // a rule alone decides nothing
    case Family::kTaxonomy:
      return {45, 45};
    case Family::kKinship:
      return {60, 0};  // without negation nothing is false
    case Family::kKnights:
      return {50, 49};  // every question has an answer
    default:
      return {33, 33};
  }
}

struct Range {
  std::size_t low, high;
};
Range depths_of(Family family) {
  switch (family) {
    case Family::kSentence:
      return {0, 0};
    case Family::kArithmetic:
      return {1, 4};
    case Family::kKinship:
      return {1, 10};
    case Family::kOrdering:
      return {0, 3};
    case Family::kKnights:
      return {2, 4};
    case Family::kTally:
      return {1, 5};
    default:
      return {0, claims::kMaxSteps};
  }
}

// Of the others the length follows from the depth.
bool has_free_length(Family family) {
  return family == Family::kRuleWorld || family == Family::kTaxonomy;
}

// Answers alike often, depth and length uniform.
Target aim(const ProblemShape& shape, RandomStream& random) {
  Target target;
  const auto between = [&](std::size_t low, std::size_t high) {
    return static_cast<std::size_t>(random.between(static_cast<std::int64_t>(low),
                                                   static_cast<std::int64_t>(std::max(low, high))));
  };
  const Shares shares = shares_of(shape.family);
  const std::uint32_t percent = random.below(99);
  target.truth = percent < shares.is_true                     ? Truth::kTrue
                 : percent < shares.is_true + shares.is_false ? Truth::kFalse
                                                              : Truth::kOpen;
  target.sentences = std::max<std::size_t>(1, between(shape.min_sentences, shape.max_sentences));
  if (shape.family == Family::kSentence) target.sentences = 1;
  const std::size_t deepest =
      has_free_length(shape.family) ? target.sentences - 1 : shape.max_depth;
  const Range range = depths_of(shape.family);
  target.depth = between(std::clamp(shape.min_depth, range.low, range.high),
                         std::clamp(std::min(shape.max_depth, deepest), range.low, range.high));
  return target;
}

std::optional<GeneratedProblem> draw(const ProblemShape& shape, const Target& target,
                                     RandomStream& random) {
  switch (shape.family) {
    case Family::kSentence:
      return draw_sentence(shape, target, random);
    case Family::kRuleWorld:
      return draw_rule_world(shape, target, random);
    case Family::kTaxonomy:
      return draw_taxonomy(shape, target, random);
    case Family::kArithmetic:
      return draw_arithmetic(shape, target, random);
    case Family::kKinship:
      return draw_kinship(shape, target, random);
    case Family::kOrdering:
      return draw_ordering(shape, target, random);
    case Family::kKnights:
      return draw_knights(shape, target, random);
    case Family::kTally:
      return draw_tally(shape, target, random);
  }
  return std::nullopt;
}

// The splitter finds the sentences as they were written: no word of them ends in an abbreviation.
bool splits_as_written(const GeneratedProblem& problem) {
  const auto spans = claims::split_sentences(problem.text);
  if (spans.size() != problem.chain.text.size()) return false;
  for (std::size_t i = 0; i < spans.size(); ++i)
    if (problem.text.compare(spans[i].begin, spans[i].end - spans[i].begin,
                             problem.chain.text[i]) != 0)
      return false;
  return true;
}

// Only the words that the chain speaks of.
void keep_used_words(GeneratedProblem& problem) {
  std::string names = "_";
  const auto add = [&](const claims::Claim& claim) {
    for (const std::string& name : claims::names_in(claim)) names += name + '_';
  };
  for (const claims::Step& step : problem.chain.steps) {
    add(step.claim);
    if (step.definition) add(*step.definition);
  }
  std::erase_if(problem.words, [&](const std::string& word) {
    return names.find('_' + word + '_') == std::string::npos;
  });
}

template <typename Accept>
GeneratedProblem draw_until(const ProblemShape& shape, RandomStream& random, Accept accept) {
  Target target = aim(shape, random);
  for (int i = 0; i < kMaxDraws; ++i) {
    if (i >= kPatience && i % 20 == 0 && target.depth > shape.min_depth) --target.depth;
    auto problem = draw(shape, target, random);
    if (!problem || !splits_as_written(*problem) ||
        split_of_templates(problem->templates) != shape.split || !accept(*problem))
      continue;
    keep_used_words(*problem);
    return std::move(*problem);
  }
  throw Error(fmt::format("{}: no problem of {} sentences and depth {} in {} draws",
                          to_string(shape.family), target.sentences, target.depth, kMaxDraws));
}

}  // namespace

std::string_view to_string(Family family) {
  constexpr auto kNames =
      std::to_array<std::string_view>({"sentence", "rule_world", "taxonomy", "arithmetic",
                                       "kinship", "ordering", "knights", "tally"});
  return kNames.at(static_cast<std::size_t>(family));
}

std::optional<Family> family_named(std::string_view name) {
  for (const Family family : kFamilies)
    if (to_string(family) == name) return family;
  return std::nullopt;
}

std::span<const Family> families() { return kFamilies; }

bool is_word_problem(Family family) {
  return family == Family::kArithmetic || family == Family::kTally;
}

ProblemShape whole_range(Family family, Split split) {
  const Range depths = depths_of(family);
  const std::size_t deepest = has_free_length(family) ? 6 : depths.high;
  return {.family = family,
          .split = split,
          .min_sentences = 3,
          .max_sentences = 28,
          .min_depth = depths.low,
          .max_depth = deepest};
}

Split split_of_templates(std::span<const std::string> templates) {
  std::string all;
  for (const std::string& form : templates) all += form + '\n';
  return split_of(all);
}

GeneratedProblem generate(const ProblemShape& shape, RandomStream& random) {
  return draw_until(shape, random, [](const GeneratedProblem& p) { return is_verified(p.chain); });
}

GeneratedProblem generate_unchecked(const ProblemShape& shape, RandomStream& random) {
  return draw_until(shape, random, [](const GeneratedProblem&) { return true; });
}

bool is_verified(const claims::Chain& chain) {
  symbolic::CheckOptions options;
  options.wanted = symbolic::Wanted::kVerdict;
  return symbolic::check_chain(chain, options).verdict == symbolic::ChainVerdict::kVerified;
}

}  // namespace modus::tasks
