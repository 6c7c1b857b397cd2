#include "tasks/generate/world.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "tasks/gold_chain.h"

namespace modus::tasks {
namespace {

using claims::Chain;
using claims::Claim;
using claims::Step;
using claims::StepKind;

std::string with_capital(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

Chain givens_of(const World& world) {
  Chain chain;
  chain.header.logic = claims::Logic::kDirected;
  for (std::size_t i = 0; i < world.statements.size(); ++i) {
    Step given;
    given.kind = StepKind::kGiven;
    given.id = claims::StepId(static_cast<std::uint32_t>(i + 1));
    given.claim = claim_of(world.statements[i], world.cast);
    given.sentences = {i + 1};
    chain.steps.push_back(std::move(given));
  }
  return chain;
}

constexpr int kOpenAttempts = 40;

// The question, chosen among what the closure derives or leaves open.
class Asking {
 public:
  Asking(const World& world, const RuleWorldClosure& closure, const Target& target,
         RandomStream& random)
      : world_(world), closure_(closure), target_(target), random_(random) {
    for (const Statement& statement : world.statements) {
      spoken_.insert(statement.head.predicate);
      for (const RuleLiteral& literal : statement.body) spoken_.insert(literal.predicate);
    }
  }

  std::optional<RuleLiteral> question() {
    return target_.truth == Truth::kOpen ? open() : decided();
  }

 private:
  // Predicates that nobody speaks of would make a question open at first sight.
  bool is_asked(std::size_t predicate) const {
    if (world_.statements.size() > 1 && !spoken_.contains(predicate)) return false;
    return world_.asked.empty() ||
           std::find(world_.asked.begin(), world_.asked.end(), predicate) != world_.asked.end();
  }

  // A fact of the wanted height, or its opposite where `false` is wanted; both polarities of
  // questions alike, as far as there are facts.
  std::optional<RuleLiteral> decided() {
    const bool ask_negated = random_.chance(0.5);
    const bool opposite = target_.truth == Truth::kFalse;
    std::vector<RuleLiteral> wanted;
    std::vector<RuleLiteral> others;
    for (const RuleWorldClosure::Derived& fact : closure_.facts()) {
      if (fact.height != target_.depth) continue;
      RuleLiteral literal = literal_of(fact.literal);
      if (!is_asked(literal.predicate)) continue;
      literal.negated = literal.negated != opposite;
      (literal.negated == ask_negated ? wanted : others).push_back(literal);
    }
    if (wanted.empty()) wanted = std::move(others);
    if (wanted.empty()) return std::nullopt;
    return any_of(wanted, random_);
  }

  // Neither it nor its opposite is derived. Most often something else is derived on the way, as
  // high as wanted: else an open question would be known by how little there is to do.
  std::optional<RuleLiteral> open() {
    const int attempts = random_.chance(0.25) ? 12 : kOpenAttempts;
    std::optional<RuleLiteral> highest;
    std::size_t height = 0;
    for (int attempt = 0; attempt < attempts; ++attempt) {
      const RuleLiteral literal = random_literal(world_.cast, 0.5, random_);
      if (!is_asked(literal.predicate) || is_decided(literal)) continue;
      const RuleWorldClosure::Cone cone = closure_.cone(claim_of(literal, world_.cast));
      if (cone.steps > kMaxConeSteps || cone.height > target_.depth) continue;
      if (!highest || cone.height > height) {
        highest = literal;
        height = cone.height;
      }
      if (attempts < kOpenAttempts || height == target_.depth) break;
    }
    return highest;
  }

  bool is_decided(RuleLiteral literal) const {
    const Claim claim = claim_of(literal, world_.cast);
    literal.negated = !literal.negated;
    return closure_.height(claim) || closure_.height(claim_of(literal, world_.cast));
  }

  RuleLiteral literal_of(const Claim& claim) {
    index();
    RuleLiteral literal;
    literal.negated = claim.op() == claims::Op::kNot;
    const Claim& atom = literal.negated ? claim.child(0) : claim;
    literal.predicate = predicates_.at(atom.name());
    literal.subject = entities_.at(atom.child(0).name());
    if (atom.children().size() > 1) literal.object = entities_.at(atom.child(1).name());
    return literal;
  }
  void index() {
    if (!predicates_.empty()) return;
    for (std::size_t i = 0; i < world_.cast.predicates.size(); ++i)
      predicates_.emplace(world_.cast.predicates[i].name, i);
    for (std::size_t i = 0; i < world_.cast.entities.size(); ++i)
      entities_.emplace(world_.cast.entities[i].name, i);
  }

  const World& world_;
  const RuleWorldClosure& closure_;
  const Target& target_;
  RandomStream& random_;
  std::set<std::size_t> spoken_;  // predicates of the statements
  std::map<std::string, std::size_t> predicates_;
  std::map<std::string, std::size_t> entities_;
};

constexpr int kMaxWordings = 24;

// Sentences and question in words, once.
void say_all(const World& world, const RuleLiteral& question, GeneratedProblem& problem,
             RandomStream& random) {
  problem.text.clear();
  problem.templates.clear();
  problem.chain.text.clear();
  for (const Statement& statement : world.statements) {
    Saying saying = say(statement, world.cast, random);
    problem.text += (problem.text.empty() ? "" : " ") + saying.text;
    problem.templates.push_back(std::move(saying.form));
    problem.chain.text.push_back(std::move(saying.text));
  }
  Saying asked = ask_about(question, world.cast, random);
  problem.question = std::move(asked.text);
  problem.templates.push_back(std::move(asked.form));
}

}  // namespace

RuleLiteral random_literal(const Cast& cast, double negated, RandomStream& random) {
  const auto any = [&](std::size_t size) { return random.below(static_cast<std::uint32_t>(size)); };
  RuleLiteral literal;
  literal.predicate = any(cast.predicates.size());
  literal.subject = any(cast.entities.size());
  if (cast.predicates[literal.predicate].word_class == WordClass::kVerb)
    literal.object = any(cast.entities.size());
  literal.negated = random.chance(negated);
  return literal;
}

Entity draw_person(WordMaker& words, RandomStream& random) {
  const std::string name = words.draw(WordClass::kName, random);
  return {name, with_capital(name)};
}

Entity draw_thing(WordMaker& words, RandomStream& random) {
  std::string first;
  if (random.chance(0.15)) first = words.draw(WordClass::kAdjective, random);
  const std::string noun = words.draw(WordClass::kAnimal, random);
  if (first.empty()) return {noun, "the " + noun};
  return {first + "_" + noun, "the " + first + " " + noun};
}

std::optional<GeneratedProblem> problem_of(World world, const ProblemShape& shape,
                                           const Target& target, RandomStream& random) {
  Chain chain = givens_of(world);
  auto closure = std::make_unique<RuleWorldClosure>(chain);
  while (const auto culprit = closure->culprit()) {
    world.statements.erase(world.statements.begin() + (culprit->value - 1));
    chain = givens_of(world);
    closure = std::make_unique<RuleWorldClosure>(chain);
  }
  if (world.statements.size() < shape.min_sentences) return std::nullopt;
  const auto question = Asking(world, *closure, target, random).question();
  if (!question) return std::nullopt;
  Step ask;
  ask.kind = StepKind::kAsk;
  ask.claim = claim_of(*question, world.cast);
  chain.steps.insert(chain.steps.begin(), std::move(ask));
  auto solved = closure->solved(chain);
  if (!solved) return std::nullopt;

  GeneratedProblem problem;
  problem.family = shape.family;
  problem.chain = std::move(*solved);
  for (int i = 0; i < kMaxWordings; ++i) {
    say_all(world, *question, problem, random);
    if (split_of_templates(problem.templates) == shape.split) break;
  }
  problem.words = std::move(world.words);
  return problem;
}

}  // namespace modus::tasks
