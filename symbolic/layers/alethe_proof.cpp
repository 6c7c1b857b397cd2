#include "symbolic/layers/alethe_proof.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include <cvc5/cvc5.h>
#include <fmt/core.h>

namespace modus::symbolic {
namespace {

constexpr std::uint64_t kResources = 2'000'000;

struct NotRead {
  std::string what;
};

// SMT-LIB's form of everything: an atom, or a list of them.
struct Expression {
  std::string atom;
  std::vector<Expression> parts;

  bool is(std::string_view text) const { return atom == text; }
  const Expression& at(std::size_t i) const {
    if (i >= parts.size()) throw NotRead{"a form that is cut off"};
    return parts[i];
  }
};

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() {
    for (;;) {
      while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())))
        rest_.remove_prefix(1);
      if (!rest_.starts_with(';')) return rest_.empty();
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
    }
  }

  Expression next() {
    if (at_end()) throw NotRead{"a text that is cut off"};
    Expression read;
    if (rest_.front() != '(') {
      const std::size_t end = std::min(rest_.find_first_of(" ()\n"), rest_.size());
      read.atom = rest_.substr(0, end);
      rest_.remove_prefix(std::max<std::size_t>(end, 1));
      return read;
    }
    rest_.remove_prefix(1);
    while (!at_end() && rest_.front() != ')') read.parts.push_back(next());
    if (rest_.empty()) throw NotRead{"an open bracket"};
    rest_.remove_prefix(1);
    return read;
  }

 private:
  std::string_view rest_;
};

const std::map<std::string_view, cvc5::Kind>& kinds() {
  static const std::map<std::string_view, cvc5::Kind> kKinds = {{"not", cvc5::Kind::NOT},
                                                                {"and", cvc5::Kind::AND},
                                                                {"or", cvc5::Kind::OR},
                                                                {"xor", cvc5::Kind::XOR},
                                                                {"=>", cvc5::Kind::IMPLIES},
                                                                {"=", cvc5::Kind::EQUAL},
                                                                {"<", cvc5::Kind::LT},
                                                                {"distinct", cvc5::Kind::DISTINCT},
                                                                {"<=", cvc5::Kind::LEQ},
                                                                {">", cvc5::Kind::GT},
                                                                {">=", cvc5::Kind::GEQ},
                                                                {"+", cvc5::Kind::ADD},
                                                                {"-", cvc5::Kind::SUB},
                                                                {"*", cvc5::Kind::MULT},
                                                                {"/", cvc5::Kind::DIVISION},
                                                                {"ite", cvc5::Kind::ITE},
                                                                {"to_real", cvc5::Kind::TO_REAL},
                                                                {"to_int", cvc5::Kind::TO_INTEGER},
                                                                {"select", cvc5::Kind::SELECT},
                                                                {"store", cvc5::Kind::STORE}};
  return kKinds;
}

// A text as cvc5's terms.
class Problem {
 public:
  explicit Problem(cvc5::Solver& solver) : solver_(solver) {}

  void state(const Expression& command) {
    const Expression& what = command.at(0);
    if (what.is("declare-sort")) {
      const std::string name = command.at(1).atom;
      sorts_.emplace(name, solver_.mkUninterpretedSort(name));
    } else if (what.is("declare-fun")) {
      std::vector<cvc5::Sort> arguments;
      for (const Expression& each : command.at(2).parts) arguments.push_back(sort(each));
      const std::string& name = command.at(1).atom;
      symbols_.emplace(name, solver_.declareFun(name, arguments, sort(command.at(3))));
    } else if (what.is("assert")) {
      solver_.assertFormula(term(command.at(1)));
    } else if (!what.is("set-logic") && !what.is("check-sat")) {
      throw NotRead{what.atom};
    }
  }

 private:
  cvc5::Sort sort(const Expression& text) {
    if (text.is("Bool")) return solver_.getBooleanSort();
    if (text.is("Int")) return solver_.getIntegerSort();
    if (text.is("Real")) return solver_.getRealSort();
    if (!text.parts.empty() && text.at(0).is("Array"))
      return solver_.mkArraySort(sort(text.at(1)), sort(text.at(2)));
    if (const auto found = sorts_.find(text.atom); found != sorts_.end()) return found->second;
    throw NotRead{"the sort " + text.atom};
  }

  cvc5::Term term(const Expression& text) {
    if (text.parts.empty()) return atom(text.atom);
    const Expression& head = text.at(0);
    if (head.is("forall") || head.is("exists")) return quantified(text);
    if (!head.parts.empty()) return constant_array(text);
    std::vector<cvc5::Term> parts;
    for (std::size_t i = 1; i < text.parts.size(); ++i) parts.push_back(term(text.parts[i]));
    if (const auto found = symbols_.find(head.atom); found != symbols_.end()) {
      parts.insert(parts.begin(), found->second);
      return solver_.mkTerm(cvc5::Kind::APPLY_UF, parts);
    }
    if (head.is("-") && parts.size() == 1) return solver_.mkTerm(cvc5::Kind::NEG, parts);
    const auto known = kinds().find(head.atom);
    if (known == kinds().end()) throw NotRead{head.atom};
    return solver_.mkTerm(known->second, parts);
  }

  cvc5::Term atom(const std::string& text) {
    if (text == "true" || text == "false") return solver_.mkBoolean(text == "true");
    for (auto it = bound_.rbegin(); it != bound_.rend(); ++it)
      if (it->first == text) return it->second;
    if (const auto found = symbols_.find(text); found != symbols_.end()) return found->second;
    if (text.empty() || !std::isdigit(static_cast<unsigned char>(text.front())))
      throw NotRead{text};
    return text.find('.') == std::string::npos ? solver_.mkInteger(text) : solver_.mkReal(text);
  }

  cvc5::Term quantified(const Expression& text) {
    const std::size_t before = bound_.size();
    std::vector<cvc5::Term> variables;
    for (const Expression& one : text.at(1).parts) {
      const std::string& name = one.at(0).atom;
      bound_.emplace_back(name, solver_.mkVar(sort(one.at(1)), name));
      variables.push_back(bound_.back().second);
    }
    const cvc5::Term body = term(text.at(2));
    bound_.resize(before);
    return solver_.mkTerm(text.at(0).is("forall") ? cvc5::Kind::FORALL : cvc5::Kind::EXISTS,
                          {solver_.mkTerm(cvc5::Kind::VARIABLE_LIST, variables), body});
  }

  cvc5::Term constant_array(const Expression& text) {  // ((as const SORT) VALUE)
    const Expression& head = text.at(0);
    if (!head.at(0).is("as") || !head.at(1).is("const")) throw NotRead{head.at(0).atom};
    return solver_.mkConstArray(sort(head.at(2)), term(text.at(1)));
  }

  cvc5::Solver& solver_;
  std::map<std::string, cvc5::Sort> sorts_;
  std::map<std::string, cvc5::Term> symbols_;
  std::vector<std::pair<std::string, cvc5::Term>> bound_;
};

void ask_for_alethe(cvc5::Solver& solver) {
  solver.setLogic("ALL");
  solver.setOption("rlimit", std::to_string(kResources));
  solver.setOption("produce-proofs", "true");
  solver.setOption("proof-format-mode", "alethe");
  solver.setOption("proof-granularity", "theory-rewrite");  // coarser steps have no Alethe rule
  solver.setOption("simplification", "none");
  solver.setOption("dag-thresh", "0");  // Alethe has no `let` around clauses
}

AletheProof proof_of(const std::string& smtlib) {
  cvc5::Solver solver;
  ask_for_alethe(solver);
  Problem problem(solver);
  Reader reader(smtlib);
  while (!reader.at_end()) problem.state(reader.next());
  const cvc5::Result result = solver.checkSat();
  if (result.isSat()) return {"", "it does not follow: cvc5 has a counter-model"};
  if (!result.isUnsat()) return {"", "cvc5 does not decide it within its limit"};
  std::string text = solver.getProof();
  for (const char* gap : {":rule undefined", ":rule hole"})
    if (text.find(gap) != std::string::npos)
      return {"", "cvc5's proof has steps without a rule in Alethe"};
  return {std::move(text), ""};
}

}  // namespace

AletheProof alethe_proof(const std::string& smtlib) {
  try {
    return proof_of(smtlib);
  } catch (const NotRead& form) {
    return {"", fmt::format("{} is not written for cvc5", form.what)};
  } catch (const cvc5::CVC5ApiException& failure) {
    return {"", "cvc5: " + failure.getMessage()};
  }
}

}  // namespace modus::symbolic
