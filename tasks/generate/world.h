// A generated rule world, and the problem that is made of it: a question with a wanted answer, the
// gold chain, the English.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "tasks/generate.h"
#include "tasks/generate/rule_english.h"
#include "tasks/generate/word_maker.h"

namespace modus::tasks {

enum class Truth : std::uint8_t { kTrue, kFalse, kOpen };

// What a draw aims at; decided before the first attempt, so that what is easy to draw does not
// become frequent.
struct Target {
  Truth truth = Truth::kTrue;
  std::size_t depth = 0;      // height of the derivation; of an open question's cone, at most
  std::size_t sentences = 1;  // a contradiction may cost some of them
};

struct World {
  Cast cast;
  std::vector<Statement> statements;  // in the order of the text
  std::vector<std::size_t> asked;     // predicates to ask about; empty: all
  std::vector<std::string> words;     // stems, sorted
};

// A ground literal of these predicates and entities; negated with the given probability.
RuleLiteral random_literal(const Cast& cast, double negated, RandomStream& random);

// An entity: the name of a person (Ann) or a thing (the otter, the bald eagle).
Entity draw_person(WordMaker& words, RandomStream& random);
Entity draw_thing(WordMaker& words, RandomStream& random);

// nullopt where the world has no question as aimed at. Rules that lead to a contradiction are
// dropped first; fewer than shape.min_sentences left is no problem either.
std::optional<GeneratedProblem> problem_of(World world, const ProblemShape& shape,
                                           const Target& target, RandomStream& random);

// The families: one attempt each.
std::optional<GeneratedProblem> draw_sentence(const ProblemShape& shape, const Target& target,
                                              RandomStream& random);
std::optional<GeneratedProblem> draw_rule_world(const ProblemShape& shape, const Target& target,
                                                RandomStream& random);
std::optional<GeneratedProblem> draw_taxonomy(const ProblemShape& shape, const Target& target,
                                              RandomStream& random);
// target.depth is the number of operations, 1 to 4.
std::optional<GeneratedProblem> draw_arithmetic(const ProblemShape& shape, const Target& target,
                                                RandomStream& random);
// target.depth is the number of operations, 1 to 5.
std::optional<GeneratedProblem> draw_tally(const ProblemShape& shape, const Target& target,
                                           RandomStream& random);

// target.depth is the number of hops between the two who are asked about, 1 to 10.
std::optional<GeneratedProblem> draw_kinship(const ProblemShape& shape, const Target& target,
                                             RandomStream& random);
// target.depth is the height of the derivation, at most 3: up to eight hops.
std::optional<GeneratedProblem> draw_ordering(const ProblemShape& shape, const Target& target,
                                              RandomStream& random);
// target.depth is the number of people, 2 to 4.
std::optional<GeneratedProblem> draw_knights(const ProblemShape& shape, const Target& target,
                                             RandomStream& random);

// A uniform permutation (Fisher-Yates).
template <typename T>
void shuffle(std::vector<T>& items, RandomStream& random) {
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[random.below(static_cast<std::uint32_t>(i))]);
}
template <typename Items>
const typename Items::value_type& any_of(const Items& items, RandomStream& random) {
  return items[random.below(static_cast<std::uint32_t>(items.size()))];
}

}  // namespace modus::tasks
