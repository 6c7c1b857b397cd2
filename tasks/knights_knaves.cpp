#include "tasks/knights_knaves.h"

#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "claims/grammar.h"
#include "symbolic/solve.h"
#include "tasks/dataset.h"

namespace modus::tasks {

using claims::Claim;
using claims::Op;
using claims::Step;
using claims::StepKind;

namespace {

Claim knight(const std::string& person) { return claims::apply("knight", {claims::name(person)}); }

// Tuples as Python prints them: ('not', ('lying', 2)).
class StatementReader {
 public:
  StatementReader(std::string_view text, const std::vector<std::string>& people)
      : text_(text), people_(people) {}

  std::vector<Claim> read_all() {
    std::vector<Claim> statements;
    expect('(');
    while (peek() != ')') {
      statements.push_back(statement(0));
      if (peek() == ',') expect(',');
    }
    expect(')');
    if (at_ != text_.size()) fail("the end");
    if (statements.size() != people_.size())
      fail(fmt::format("{} statements, one a person", people_.size()));
    return statements;
  }

 private:
  [[noreturn]] void fail(std::string_view expected) const {
    throw ParseError("statements", text_, at_, fmt::format("expected {}", expected));
  }
  char peek() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  void expect(char c) {
    if (peek() != c) fail(fmt::format("`{}`", c));
    ++at_;
    peek();
  }

  std::string word() {
    expect('\'');
    const std::size_t end = text_.find('\'', at_);
    if (end == std::string_view::npos) fail("`'` behind the word");
    std::string word(text_.substr(at_, end - at_));
    at_ = end + 1;
    return word;
  }

  std::string person() {
    std::size_t number = 0, digits = 0;
    for (; peek() >= '0' && peek() <= '9' && digits < 4; ++at_, ++digits)
      number = number * 10 + static_cast<std::size_t>(text_[at_] - '0');
    if (digits == 0 || number >= people_.size())
      fail(fmt::format("a number below {}", people_.size()));
    return people_[number];
  }

  Claim statement(std::size_t nesting) {
    if (nesting > kMaxStatementNesting) fail("less nesting");
    expect('(');
    const std::size_t begin = at_;
    const std::string op = word();
    expect(',');
    Claim claim;
    if (op == "telling-truth" || op == "lying") {
      claim = knight(person());
      if (op == "lying") claim = claims::unary(Op::kNot, claim);
    } else if (op == "not") {
      claim = claims::unary(Op::kNot, statement(nesting + 1));
    } else {
      claim = connected(op, begin, nesting);
    }
    expect(')');
    return claim;
  }

  Claim connected(const std::string& op, std::size_t begin, std::size_t nesting) {
    static const std::map<std::string, Op> kOps = {
        {"and", Op::kAnd}, {"or", Op::kOr}, {"->", Op::kImplies}, {"<=>", Op::kIff}};
    const auto known = kOps.find(op);
    if (known == kOps.end()) {
      at_ = begin;
      fail("'telling-truth', 'lying', 'not', 'and', 'or', '->' or '<=>'");
    }
    const bool any_number = known->second == Op::kAnd || known->second == Op::kOr;
    Claim claim = statement(nesting + 1);
    std::size_t parts = 1;
    while (peek() == ',' && (any_number || parts < 2)) {
      expect(',');
      claim = claims::binary(known->second, claim, statement(nesting + 1));
      ++parts;
    }
    if (parts < 2) fail("a second statement");
    return claim;
  }

  std::string_view text_;
  const std::vector<std::string>& people_;
  std::size_t at_ = 0;
};

std::vector<std::string> people_of(const Row& row) {
  std::vector<std::string> people;
  for (const std::string& name : row.texts("names")) people.push_back(claims::name_from(name));
  if (std::set<std::string>(people.begin(), people.end()).size() != people.size())
    throw IoError(fmt::format("{}: two people have one name", row.place()));
  if (row.texts("solution").size() != people.size())
    throw IoError(fmt::format("{}: the solution has not one role for each name", row.place()));
  return people;
}

// "true": a knight, "false": a knave; else what the checker says.
std::string role_of(const claims::Chain& problem, const std::string& person) {
  claims::Chain asked = problem;
  Step ask;
  ask.kind = StepKind::kAsk;
  ask.claim = knight(person);
  asked.steps.insert(asked.steps.begin(), std::move(ask));
  symbolic::CheckOptions check;
  check.wanted = symbolic::Wanted::kVerdict;
  const symbolic::ChainResult result = symbolic::solve_claims(asked, check).result;
  if (result.verdict == symbolic::ChainVerdict::kValid) return result.answer;
  return fmt::format("{} ({})", symbolic::to_string(result.verdict), result.reason);
}

claims::Chain problem_of(const Row& row, const std::vector<std::string>& people) {
  claims::Chain problem;
  const std::vector<Claim> said = read_statements(row.text("statements"), people);
  for (std::size_t i = 0; i < people.size(); ++i) {
    Step given;
    given.kind = StepKind::kGiven;
    given.id = claims::StepId(static_cast<std::uint32_t>(i + 1));
    given.claim = claims::binary(Op::kIff, knight(people[i]), said[i]);
    problem.steps.push_back(std::move(given));
  }
  return problem;
}

}  // namespace

std::vector<Claim> read_statements(std::string_view text, const std::vector<std::string>& people) {
  return StatementReader(text, people).read_all();
}

EvalResult eval_knights_knaves(const EvalOptions& options) {
  EvalResult result;
  result.dataset = "knights";
  result.seed = options.seed;
  const std::vector<Row> rows = read_rows(options.files, options.limit);
  Progress progress("eval knights", rows.size(), options.progress);
  double right = 0, people_all = 0, proved = 0;
  std::map<std::size_t, std::pair<double, double>> by_size;  // right, all
  for (const Row& row : rows) {
    const std::vector<std::string> people = people_of(row);
    const std::vector<std::string>& solution = row.texts("solution");
    const claims::Chain problem = problem_of(row, people);
    std::string differs;
    for (std::size_t i = 0; i < people.size(); ++i) {
      const std::string role = role_of(problem, people[i]);
      proved += role == "true" || role == "false";
      if (role != solution[i])
        differs += fmt::format("{}{}: knight is {}, solution {}", differs.empty() ? "" : "; ",
                               people[i], role, solution[i]);
    }
    people_all += static_cast<double>(people.size());
    right += differs.empty();
    by_size[people.size()].first += differs.empty();
    ++by_size[people.size()].second;
    if (!differs.empty()) result.failures.push_back({row.place(), differs});
    progress.advance(1);
  }
  result.n = rows.size();
  const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 1; };
  result.figures = {{"accuracy", share(right, static_cast<double>(rows.size()))},
                    {"people", people_all},
                    {"roles_proved", share(proved, people_all)}};
  for (const auto& [size, counts] : by_size)
    result.figures[fmt::format("accuracy_{}", size)] = share(counts.first, counts.second);
  return result;
}

}  // namespace modus::tasks
