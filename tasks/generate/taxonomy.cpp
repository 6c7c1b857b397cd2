// Kinds above kinds, each with a property, and one or two individuals; branches and kinds that
// nobody belongs to distract.
#include <algorithm>

#include "tasks/generate/world.h"

namespace modus::tasks {
namespace {

class TaxonomyDraw {
 public:
  TaxonomyDraw(const ProblemShape& shape, const Target& target, RandomStream& random)
      : target_(target), random_(random), words_(shape.split, shape.invented_words) {}

  World draw() {
    add_individual();
    while (world_.statements.size() + 1 < target_.sentences) add_kind();
    if (random_.chance(0.35)) shuffle(world_.statements, random_);
    place_individuals();
    if (random_.chance(0.8)) world_.asked = properties_;
    world_.words = words_.words();
    return std::move(world_);
  }

 private:
  std::size_t add_predicate(WordClass word_class) {
    world_.cast.predicates.push_back({words_.draw(word_class, random_), word_class});
    return world_.cast.predicates.size() - 1;
  }

  void add_individual() {
    world_.cast.entities.push_back(random_.chance(0.9) ? draw_person(words_, random_)
                                                       : draw_thing(words_, random_));
  }

  static RuleLiteral of_x(std::size_t predicate, bool negated) {
    return {predicate, std::nullopt, std::nullopt, negated};
  }

  // The next kind of the chain, its property, and now and then a distractor.
  void add_kind() {
    const std::size_t kind = add_predicate(WordClass::kNoun);
    const bool hangs = !chain_.empty();
    if (hangs) link(random_.chance(0.93) ? chain_.back() : any_of(chain_, random_), kind);
    chain_.push_back(kind);
    if (full()) return;
    if (random_.chance(0.85)) add_property(kind);
    if (!full() && random_.chance(0.15)) add_distractor();
  }
  bool full() const { return world_.statements.size() + 1 >= target_.sentences; }

  void link(std::size_t below, std::size_t above) {
    world_.statements.push_back({{of_x(below, false)}, of_x(above, false)});
  }

  void add_property(std::size_t kind) {
    const std::size_t property = add_predicate(WordClass::kAdjective);
    properties_.push_back(property);
    negated_.push_back(random_.chance(0.4));
    world_.statements.push_back({{of_x(kind, false)}, of_x(property, negated_.back())});
  }

  // A kind that nobody of the chain is, with a property of the chain turned round.
  void add_distractor() {
    if (properties_.empty()) return;
    const std::size_t i = random_.below(static_cast<std::uint32_t>(properties_.size()));
    const std::size_t kind = add_predicate(WordClass::kNoun);
    world_.statements.push_back({{of_x(kind, false)}, of_x(properties_[i], !negated_[i])});
  }

  // Low enough that the wanted depth is above it.
  void place_individuals() {
    const std::size_t highest = chain_.size() > target_.depth ? chain_.size() - target_.depth : 0;
    const std::size_t kind = chain_.empty() ? add_predicate(WordClass::kNoun)
                                            : chain_[random_.below(static_cast<std::uint32_t>(
                                                  std::min(highest + 1, chain_.size())))];
    const Statement fact{{}, {kind, 0, std::nullopt, false}};
    const std::uint32_t percent = random_.below(100);
    std::vector<Statement>& all = world_.statements;
    const std::size_t at = percent < 55 ? all.size()
                           : percent < 75
                               ? 0
                               : random_.below(static_cast<std::uint32_t>(all.size() + 1));
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(at), fact);
  }

  const Target& target_;
  RandomStream& random_;
  WordMaker words_;
  World world_;
  std::vector<std::size_t> chain_;       // kinds, from the lowest up
  std::vector<std::size_t> properties_;  // adjectives, and whether their kinds lack them
  std::vector<bool> negated_;
};

}  // namespace

std::optional<GeneratedProblem> draw_taxonomy(const ProblemShape& shape, const Target& target,
                                              RandomStream& random) {
  return problem_of(TaxonomyDraw(shape, target, random).draw(), shape, target, random);
}

}  // namespace modus::tasks
