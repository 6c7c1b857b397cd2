// Facts and rules over a few entities. Most rules are made to fire: their bodies are taken from
// what is known already, so that derivations grow deep.
#include <algorithm>

#include "tasks/generate/world.h"

namespace modus::tasks {
namespace {

class RuleWorldDraw {
 public:
  RuleWorldDraw(const ProblemShape& shape, const Target& target, RandomStream& random)
      : target_(target), random_(random), words_(shape.split, shape.invented_words) {}

  World draw() {
    draw_cast();
    const std::size_t sentences = target_.sentences;
    const std::size_t room = sentences - std::min(sentences - 1, target_.depth);
    const double share = 0.3 + 0.4 * random_.unit();
    const auto wanted = static_cast<std::size_t>(share * static_cast<double>(sentences));
    const std::size_t facts = std::clamp<std::size_t>(wanted, 1, room);
    for (std::size_t i = 0; i < facts; ++i) add_fact();
    facts_ = world_.statements.size();
    for (int attempt = 0; attempt < 200 && world_.statements.size() < sentences; ++attempt) {
      const std::size_t left = sentences - world_.statements.size();
      const bool fires =
          left <= target_.depth - std::min(target_.depth, highest()) || random_.chance(0.6);
      if (fires)
        add_firing_rule();
      else
        add_random_rule();
    }
    order();
    world_.words = words_.words();
    return std::move(world_);
  }

 private:
  struct Known {
    RuleLiteral literal;
    std::size_t height = 0;
  };

  void draw_cast() {
    Cast& cast = world_.cast;
    const bool small = target_.sentences <= 4;
    const bool people = random_.chance(0.5);
    const auto entities = random_.between(small ? 1 : 2, small ? 3 : 6);
    for (std::int64_t i = 0; i < entities; ++i)
      cast.entities.push_back(people != random_.chance(0.05) ? draw_person(words_, random_)
                                                             : draw_thing(words_, random_));
    const bool relations = random_.chance(people ? 0.3 : 0.85);
    const bool kinds = random_.chance(0.3);
    add_predicates(WordClass::kAdjective, random_.between(small ? 2 : 3, small ? 5 : 9));
    if (kinds) add_predicates(WordClass::kNoun, random_.between(1, 3));
    if (relations) add_predicates(WordClass::kVerb, random_.between(1, small ? 2 : 4));
    negated_ = random_.chance(0.35) ? 0.0 : 0.18;
    if (relations && random_.chance(0.5)) verbs_first_ = true;
  }
  void add_predicates(WordClass word_class, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
      world_.cast.predicates.push_back({words_.draw(word_class, random_), word_class});
  }

  RuleLiteral literal(double negated) {
    RuleLiteral drawn = random_literal(world_.cast, negated, random_);
    for (int i = 0; i < 2 && verbs_first_ && !drawn.object; ++i)
      drawn = random_literal(world_.cast, negated, random_);
    return drawn;
  }

  bool is_known(RuleLiteral literal) const {
    const auto known = [&] {
      return std::any_of(known_.begin(), known_.end(),
                         [&](const Known& k) { return k.literal == literal; });
    };
    if (known()) return true;
    literal.negated = !literal.negated;
    return known();
  }

  void add_fact() {
    for (int attempt = 0; attempt < 20; ++attempt) {
      const RuleLiteral fact = literal(negated_);
      if (is_known(fact)) continue;
      known_.push_back({fact, 0});
      world_.statements.push_back({{}, fact});
      return;
    }
  }

  std::size_t highest() const {
    std::size_t height = 0;
    for (const Known& known : known_) height = std::max(height, known.height);
    return height;
  }

  std::size_t body_size() {
    const std::uint32_t percent = random_.below(100);
    return percent < 45 ? 1 : percent < 88 ? 2 : 3;
  }

  bool is_noun(const RuleLiteral& literal) const {
    return world_.cast.predicates[literal.predicate].word_class == WordClass::kNoun;
  }
  bool may_join(const std::vector<RuleLiteral>& body, const RuleLiteral& literal) const {
    return std::none_of(body.begin(), body.end(), [&](const RuleLiteral& other) {
      const bool same = other.predicate == literal.predicate && other.subject == literal.subject &&
                        other.object == literal.object;
      return same || (is_noun(other) && is_noun(literal));
    });
  }

  // Body literals that are known, of one subject for the most part.
  std::vector<Known> known_body() {
    std::vector<Known> body = {random_.chance(0.55) ? known_.back() : any_of(known_, random_)};
    const std::size_t size = body_size();
    std::vector<RuleLiteral> literals = {body.front().literal};
    for (int attempt = 0; attempt < 12 && body.size() < size; ++attempt) {
      const Known& more = any_of(known_, random_);
      const bool same = more.literal.subject == body.front().literal.subject;
      if ((!same && random_.chance(0.7)) || !may_join(literals, more.literal)) continue;
      body.push_back(more);
      literals.push_back(more.literal);
    }
    shuffle(body, random_);
    return body;
  }

  void add_firing_rule() {
    const std::vector<Known> body = known_body();
    Statement rule;
    std::size_t height = 0;
    for (const Known& known : body) {
      rule.body.push_back(known.literal);
      height = std::max(height, known.height + 1);
    }
    const std::size_t subject = *rule.body.front().subject;
    for (int attempt = 0; attempt < 20; ++attempt) {
      rule.head = literal(negated_);
      if (random_.chance(0.75))
        rule.head.subject = subject;
      else if (rule.body.front().object)
        rule.head.subject = rule.body.front().object;
      if (is_known(rule.head)) continue;
      known_.push_back({rule.head, height});
      return add(std::move(rule), subject);
    }
  }

  void add_random_rule() {
    Statement rule;
    const std::size_t size = body_size();
    const RuleLiteral first = literal(negated_);
    rule.body.push_back(first);
    for (int attempt = 0; attempt < 12 && rule.body.size() < size; ++attempt) {
      RuleLiteral more = literal(negated_);
      if (random_.chance(0.75)) more.subject = first.subject;
      if (may_join(rule.body, more)) rule.body.push_back(more);
    }
    rule.head = literal(negated_);
    if (random_.chance(0.75)) rule.head.subject = first.subject;
    RuleLiteral joined = rule.head;
    if (!may_join(rule.body, joined) && !is_noun(joined)) return;
    add(std::move(rule), *first.subject);
  }

  // About everything instead of one entity, four times in five.
  void add(Statement rule, std::size_t subject) {
    if (random_.chance(0.8)) {
      for (RuleLiteral& literal : rule.body)
        if (literal.subject == subject) literal.subject.reset();
      if (rule.head.subject == subject) rule.head.subject.reset();
    }
    world_.statements.push_back(std::move(rule));
  }

  void order() {
    std::vector<Statement> rules(world_.statements.begin() + static_cast<std::ptrdiff_t>(facts_),
                                 world_.statements.end());
    world_.statements.resize(facts_);
    shuffle(world_.statements, random_);
    shuffle(rules, random_);
    world_.statements.insert(world_.statements.end(), rules.begin(), rules.end());
    if (random_.chance(0.25)) shuffle(world_.statements, random_);
  }

  const Target& target_;
  RandomStream& random_;
  WordMaker words_;
  World world_;
  std::vector<Known> known_;
  std::size_t facts_ = 0;
  double negated_ = 0;
  bool verbs_first_ = false;
};

}  // namespace

std::optional<GeneratedProblem> draw_rule_world(const ProblemShape& shape, const Target& target,
                                                RandomStream& random) {
  return problem_of(RuleWorldDraw(shape, target, random).draw(), shape, target, random);
}

// One sentence, a rule three times in four, and any question about its words.
std::optional<GeneratedProblem> draw_sentence(const ProblemShape& shape, const Target& target,
                                              RandomStream& random) {
  Target wide = target;
  wide.sentences = 4;
  wide.depth = 2;
  World world = RuleWorldDraw(shape, wide, random).draw();
  const bool fact = target.truth != Truth::kOpen || random.chance(0.1);
  std::erase_if(world.statements,
                [&](const Statement& statement) { return statement.body.empty() != fact; });
  if (world.statements.empty()) return std::nullopt;
  world.statements.resize(1);
  ProblemShape one = shape;
  one.min_sentences = one.max_sentences = 1;
  return problem_of(std::move(world), one, target, random);
}

}  // namespace modus::tasks
