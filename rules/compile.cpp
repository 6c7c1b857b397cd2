#include "rules/compile.h"

#include <algorithm>
#include <optional>

#include "base/error.h"

namespace modus::rules {
namespace {

// Relations that say a step's kind: their claim is the step's own.
bool is_kind(RelationId id) { return id <= RelationId::kAnswer; }

class Compiler {
 public:
  Compiler(const Body& body, kg::SymbolTable& words) : body_(body), words_(words) {}

  CompiledBody compile() {
    number_variables();
    for (const BodyLiteral& literal : body_.literals) add(literal);
    for (const auto& [a, b] : body_.distinct)
      result_.distinct.emplace_back(kg::Term::variable(number_of(a)),
                                    kg::Term::variable(number_of(b)));
    for (const BodyLiteral& literal : body_.literals) {
      demand(literal);
      demand_in_chain(literal);
    }
    return std::move(result_);
  }

 private:
  void number_variables() {
    for (const BodyLiteral& literal : body_.literals)
      for (const Argument& argument : literal.arguments) {
        if (!argument.is_variable || find(argument.text)) continue;
        const auto number = static_cast<std::uint32_t>(result_.variables.size());
        result_.variables.push_back(argument.text);
        if (body_.variables.at(argument.text) == ArgumentSort::kStep)
          result_.steps.push_back(number);
      }
    MODUS_CHECK(!result_.steps.empty(), "a match that speaks of no step");
    result_.blamed = result_.steps.front();
  }

  std::optional<std::uint32_t> find(const std::string& variable) const {
    const auto it = std::ranges::find(result_.variables, variable);
    if (it == result_.variables.end()) return std::nullopt;
    return static_cast<std::uint32_t>(it - result_.variables.begin());
  }
  std::uint32_t number_of(const std::string& variable) const {
    const auto number = find(variable);
    MODUS_CHECK(number.has_value(), "variable {} stands in no literal", variable);
    return *number;
  }

  void add(const BodyLiteral& literal) {
    if (is_mark(literal.relation)) {
      result_.marks.push_back(
          {number_of(literal.arguments.front().text), literal.relation, literal.absent});
      return;
    }
    kg::Atom atom;
    atom.predicate = symbol_of(literal.relation);
    atom.polarity = literal.absent ? kg::Polarity::kAbsent : kg::Polarity::kPositive;
    for (const Argument& argument : literal.arguments)
      atom.arguments.push_back(argument.is_variable
                                   ? kg::Term::variable(number_of(argument.text))
                                   : kg::Term::symbol(words_.intern(argument.text)));
    result_.atoms.push_back(std::move(atom));
  }

  bool is_blamed(const Argument& argument) const {
    return argument.is_variable && argument.text == result_.variables[result_.blamed];
  }

  void demand(const BodyLiteral& literal) {
    if (literal.absent || literal.arguments.empty() || !is_blamed(literal.arguments[0]) ||
        !is_seen_at_a_glance(literal.relation))
      return;
    result_.demanded.set(literal.relation);
    if (literal.relation == RelationId::kBy && !literal.arguments[1].is_variable) {
      if (const auto rule = claims::rule_named(literal.arguments[1].text))
        result_.demanded.set_rule(*rule);
    } else if (is_kind(literal.relation) && literal.arguments.back().is_variable) {
      demand_root(literal.arguments.back().text);
      demand_inside(literal.arguments.back().text);
    }
  }

  // The operators that parts of the step's claim must have.
  void demand_inside(const std::string& claim) {
    for (const BodyLiteral& part : body_.literals)
      if (part.relation == RelationId::kPart && !part.absent && part.arguments[0].text == claim)
        for (const BodyLiteral& node : body_.literals)
          if (node.relation == RelationId::kNode && !node.absent &&
              node.arguments[0] == part.arguments[1])
            result_.demanded.set_inside(*op_named(node.arguments[1].text));
  }

  // A claim has a node only where its operator and its names stand in some claim of the chain.
  void demand_in_chain(const BodyLiteral& literal) {
    if (literal.absent) return;
    if (literal.relation == RelationId::kNode) {
      result_.occurs.add(*op_named(literal.arguments[1].text));
      for (std::size_t i = 2; i < literal.arguments.size(); ++i)
        if (!literal.arguments[i].is_variable) demand_word(literal.arguments[i].text);
    } else if (literal.relation == RelationId::kLiteral) {
      result_.occurs.add(claims::Op::kNumber);
      for (const std::size_t place : {1U, 3U})  // value and unit
        if (const Argument& word = literal.arguments[place];
            !word.is_variable && !word.text.empty())
          demand_word(word.text);
    }
  }

  void demand_word(const std::string& text) { result_.occurs.words.push_back(words_.intern(text)); }

  void demand_root(const std::string& claim) {
    for (const BodyLiteral& node : body_.literals)
      if (node.relation == RelationId::kNode && !node.absent && node.arguments[0].text == claim)
        result_.demanded.set_root(*op_named(node.arguments[1].text));
  }

  const Body& body_;
  kg::SymbolTable& words_;
  CompiledBody result_;
};

}  // namespace

CompiledBody compile(const Body& body, kg::SymbolTable& words) {
  return Compiler(body, words).compile();
}

}  // namespace modus::rules
