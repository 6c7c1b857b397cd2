#include "tasks/generate/rule_english.h"

#include <algorithm>

#include "tasks/generate/clauses.h"

namespace modus::tasks {
namespace {

using claims::Claim;

bool is_about_x(const RuleLiteral& literal) { return !literal.subject; }

// A rule about all of a kind: positive properties of X alone in its body, at most one noun.
bool has_a_kind(const Statement& rule, const Cast& cast) {
  return is_about_x(rule.head) &&
         std::all_of(rule.body.begin(), rule.body.end(), [&](const RuleLiteral& literal) {
           return is_about_x(literal) && !literal.negated &&
                  cast.predicates[literal.predicate].word_class != WordClass::kVerb;
         });
}

const RuleLiteral* noun_of(const Statement& rule, const Cast& cast) {
  for (const RuleLiteral& literal : rule.body)
    if (cast.predicates[literal.predicate].word_class == WordClass::kNoun) return &literal;
  return nullptr;
}

Saying conditional(const Statement& rule, const Cast& cast, RandomStream& random) {
  const bool people = random.chance(0.5);
  const bool ground = std::none_of(rule.body.begin(), rule.body.end(), is_about_x);
  Clauses clauses(cast, people ? Anyone::kPerson : Anyone::kThing);
  if (ground && random.chance(0.04)) {  // "Ann is calm if Bob is kind."
    clauses.clause(rule.head, Ellipsis::kNever);
    clauses.word("if");
    for (std::size_t i = 0; i < rule.body.size(); ++i) {
      if (i > 0) clauses.word("and");
      clauses.clause(rule.body[i], Ellipsis::kNever);
    }
    return clauses.sentence('.');
  }
  const Ellipsis ellipsis =
      random.chance(ground ? 0.1 : 0.85) ? Ellipsis::kAllowed : Ellipsis::kNever;
  clauses.word("if");
  for (std::size_t i = 0; i < rule.body.size(); ++i) {
    if (i > 0) clauses.word("and");
    clauses.clause(rule.body[i], ellipsis);
  }
  if (random.chance(0.92))
    clauses.word("then");
  else
    clauses.comma();
  clauses.clause(rule.head, Ellipsis::kNever);
  return clauses.sentence('.');
}

// Adjectives before a noun: "red, cold", "red and cold".
void say_adjectives(const Statement& rule, const Cast& cast, bool comma, Clauses& clauses) {
  bool first = true;
  for (const RuleLiteral& literal : rule.body) {
    if (cast.predicates[literal.predicate].word_class == WordClass::kNoun) continue;
    if (!first && comma) clauses.comma();
    if (!first && !comma) clauses.word("and");
    clauses.content(cast.predicates[literal.predicate].name, WordClass::kAdjective);
    first = false;
  }
}

// "Everyone who is kind and calm is patient."
Saying relative(const Statement& rule, const Cast& cast, RandomStream& random) {
  const bool people = random.chance(0.5);
  Clauses clauses(cast, people ? Anyone::kPerson : Anyone::kThing);
  clauses.word(people ? "everyone who" : "everything that");
  for (std::size_t i = 0; i < rule.body.size(); ++i) {
    if (i > 0) clauses.word("and");
    clauses.verb_phrase(rule.body[i], i == 0 ? Agreement::kSingular : Agreement::kElliptic);
  }
  clauses.verb_phrase(rule.head, Agreement::kSingular);
  return clauses.sentence('.');
}

Saying universal(const Statement& rule, const Cast& cast, RandomStream& random) {
  const RuleLiteral* noun = noun_of(rule, cast);
  Clauses clauses(cast, Anyone::kThing);
  const bool plural = noun == nullptr || random.chance(0.45);
  const bool denies = rule.head.negated && random.chance(0.1);
  if (denies)
    clauses.word("no");
  else if (plural && random.chance(0.5))
    clauses.word("all");
  else if (!plural)
    clauses.word(random.chance(0.48) ? "every" : random.chance(0.92) ? "each" : "a");
  say_adjectives(rule, cast, random.chance(0.8), clauses);
  if (noun == nullptr)
    clauses.word(random.chance(0.5) ? "things" : "people");
  else
    clauses.noun(cast.predicates[noun->predicate].name, plural);
  RuleLiteral head = rule.head;
  if (denies) head.negated = false;
  clauses.verb_phrase(head, plural ? Agreement::kPlural : Agreement::kSingular);
  return clauses.sentence('.');
}

}  // namespace

Claim claim_of(const RuleLiteral& literal, const Cast& cast) {
  std::vector<Claim> arguments = {
      literal.subject ? claims::name(cast.entities[*literal.subject].name) : claims::variable("X")};
  if (literal.object) arguments.push_back(claims::name(cast.entities[*literal.object].name));
  Claim atom = claims::apply(cast.predicates[literal.predicate].name, std::move(arguments));
  return literal.negated ? claims::unary(claims::Op::kNot, std::move(atom)) : atom;
}

Claim claim_of(const Statement& statement, const Cast& cast) {
  Claim head = claim_of(statement.head, cast);
  if (statement.body.empty()) return head;
  std::vector<Claim> body;
  for (const RuleLiteral& literal : statement.body) body.push_back(claim_of(literal, cast));
  return claims::binary(claims::Op::kImplies, claims::all_of(body), std::move(head));
}

Saying say(const Statement& statement, const Cast& cast, RandomStream& random) {
  if (statement.body.empty()) {
    Clauses clauses(cast, Anyone::kThing);
    clauses.clause(statement.head, Ellipsis::kNever);
    return clauses.sentence('.');
  }
  if (!has_a_kind(statement, cast)) return conditional(statement, cast, random);
  const bool noun = noun_of(statement, cast) != nullptr;
  if (random.chance(noun ? 0.15 : 0.38)) return conditional(statement, cast, random);
  if (!noun && random.chance(0.06)) return relative(statement, cast, random);
  return universal(statement, cast, random);
}

Saying ask_about(const RuleLiteral& literal, const Cast& cast, RandomStream& random) {
  Clauses clauses(cast, Anyone::kThing);
  if (random.chance(0.65)) {
    clauses.clause(literal, Ellipsis::kNever);
    return clauses.sentence('.');
  }
  clauses.question(literal);
  return clauses.sentence('?');
}

}  // namespace modus::tasks
