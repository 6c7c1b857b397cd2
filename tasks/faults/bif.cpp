#include "tasks/faults/bif.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "base/error.h"
#include "claims/grammar.h"

namespace modus::tasks {

using claims::Rational;

namespace {

constexpr std::size_t kMaxWordBytes = 200;
constexpr std::size_t kMaxExponentDigits = 3;
const Rational kRounding(1, 1000);  // of a row's sum: files have three thirds as 0.333

// "0.05", "9.8e-01"; nullopt for what is no number.
std::optional<Rational> share_of(std::string_view digits) {
  const std::size_t e = digits.find_first_of("eE");
  const auto literal = claims::parse_literal(digits.substr(0, e));
  if (!literal || e == std::string_view::npos)
    return literal ? std::optional(literal->value) : std::nullopt;
  std::string_view exponent = digits.substr(e + 1);
  const bool negative = exponent.starts_with('-');
  if (negative || exponent.starts_with('+')) exponent.remove_prefix(1);
  const bool plain = !exponent.empty() && exponent.size() <= kMaxExponentDigits &&
                     exponent.find_first_not_of("0123456789") == std::string_view::npos;
  if (!plain) return std::nullopt;
  const claims::Integer size(std::string(exponent), 10);
  const auto scale = claims::power(10, negative ? claims::Integer(-size) : size);
  return scale ? std::optional(Rational(literal->value * *scale)) : std::nullopt;
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view source) : text_(text), source_(source) {}

  BifNet read() {
    if (text_.size() > kMaxBifBytes) fail(0, "the network is too long");
    while (next()) {
      if (word_ == "network") {
        word();
        skip_block();
      } else if (word_ == "variable") {
        variable();
      } else if (word_ == "probability") {
        table();
      } else {
        fail(at_, "expected network, variable or probability");
      }
    }
    for (const BifVariable& variable : net_.variables)
      if (variable.table.empty()) fail(text_.size(), variable.name + " has no table");
    check_acyclic();
    return std::move(net_);
  }

 private:
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    throw ParseError(source_, text_, offset, message);
  }

  static bool in_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' ||
           c == '+' || c == '<' || c == '>' || c == '/';
  }

  // The next word or single sign; false at the end.
  bool next() {
    while (here_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[here_])) != 0)
      ++here_;
    at_ = here_;
    if (here_ == text_.size()) {
      word_ = {};
      return false;
    }
    ++here_;
    if (in_word(text_[at_]))
      while (here_ < text_.size() && in_word(text_[here_])) ++here_;
    word_ = text_.substr(at_, here_ - at_);
    if (word_.size() > kMaxWordBytes) fail(at_, "a word this long");
    return true;
  }

  std::string word() {
    if (!next() || !in_word(word_[0])) fail(at_, "expected a word");
    return std::string(word_);
  }

  void expect(std::string_view sign) {
    if (!next() || word_ != sign) fail(at_, fmt::format("expected `{}`", sign));
  }

  // Words with commas between them up to `end`.
  std::vector<std::string> list(std::string_view end) {
    std::vector<std::string> words = {word()};
    while (next() && word_ == ",") words.push_back(word());
    if (word_ != end) fail(at_, fmt::format("expected `,` or `{}`", end));
    return words;
  }

  void skip_block() {
    expect("{");
    while (next() && word_ != "}") {
    }
    if (word_ != "}") fail(at_, "expected `}`");
  }

  void variable() {
    BifVariable added;
    added.name = word();
    if (index_.contains(added.name)) fail(at_, added.name + " stands twice");
    if (net_.variables.size() == kMaxBifVariables) fail(at_, "too many variables");
    expect("{");
    if (word() != "type" || word() != "discrete") fail(at_, "expected `type discrete`");
    expect("[");
    word();
    expect("]");
    expect("{");
    added.states = list("}");
    expect(";");
    expect("}");
    if (added.states.size() < 2 || added.states.size() > kMaxBifStates)
      fail(at_, "a variable has 2 to 200 states");
    if (std::set<std::string>(added.states.begin(), added.states.end()).size() !=
        added.states.size())
      fail(at_, "a state stands twice");
    index_[added.name] = net_.variables.size();
    net_.variables.push_back(std::move(added));
  }

  std::size_t known(const std::string& name) const {
    const auto found = index_.find(name);
    if (found == index_.end()) fail(at_, name + " is no variable");
    return found->second;
  }

  void table() {
    expect("(");
    BifVariable& of = net_.variables[known(word())];
    if (!of.table.empty()) fail(at_, of.name + " has two tables");
    if (!next()) fail(at_, "expected `|` or `)`");
    if (word_ == "|")
      for (const std::string& parent : list(")")) of.parents.push_back(known(parent));
    else if (word_ != ")")
      fail(at_, "expected `|` or `)`");
    std::size_t rows = 1;
    for (const std::size_t parent : of.parents) {
      rows *= net_.variables[parent].states.size();
      if (rows > kMaxBifRows) fail(at_, "the table is too large");
    }
    of.table.resize(rows);
    expect("{");
    while (next() && word_ != "}") {
      std::size_t row = 0;
      if (word_ == "(")
        row = row_of(of, list(")"));
      else if (word_ != "table" || !of.parents.empty())
        fail(at_, "expected `(` or `}`");
      if (!of.table[row].empty()) fail(at_, "a row stands twice");
      of.table[row] = numbers(of);
    }
    if (word_ != "}") fail(at_, "expected `}`");
    for (const auto& row : of.table)
      if (row.empty()) fail(at_, "a row is missing");
  }

  std::size_t row_of(const BifVariable& of, const std::vector<std::string>& states) const {
    if (states.size() != of.parents.size()) fail(at_, "a row names a state of each parent");
    std::size_t row = 0;
    for (std::size_t i = 0; i < states.size(); ++i) {
      const std::vector<std::string>& of_parent = net_.variables[of.parents[i]].states;
      const auto state = std::ranges::find(of_parent, states[i]);
      if (state == of_parent.end()) fail(at_, states[i] + " is no state");
      row = row * of_parent.size() + static_cast<std::size_t>(state - of_parent.begin());
    }
    return row;
  }

  std::vector<Rational> numbers(const BifVariable& of) {
    std::vector<Rational> row;
    Rational sum = 0;
    for (const std::string& digits : list(";")) {
      const auto share = share_of(digits);
      if (!share) fail(at_, digits + " is no probability");
      row.push_back(*share);
      sum += *share;
    }
    if (row.size() != of.states.size() || abs(Rational(sum - 1)) > kRounding)
      fail(at_, "a row is a distribution: a number a state, sum 1");
    for (Rational& share : row) share /= sum;
    return row;
  }

  void check_acyclic() const {
    std::vector<int> state(net_.variables.size(), 0);  // 1: on the way, 2: done
    const std::function<void(std::size_t, std::size_t)> visit = [&](std::size_t at,
                                                                    std::size_t depth) {
      if (state[at] == 2) return;
      if (state[at] == 1 || depth > kMaxBifVariables)
        fail(text_.size(), net_.variables[at].name + " is its own ancestor");
      state[at] = 1;
      for (const std::size_t parent : net_.variables[at].parents) visit(parent, depth + 1);
      state[at] = 2;
    };
    for (std::size_t i = 0; i < net_.variables.size(); ++i) visit(i, 0);
  }

  std::string_view text_, source_, word_;
  std::size_t here_ = 0, at_ = 0;  // behind and at the word
  std::map<std::string, std::size_t> index_;
  BifNet net_;
};

std::string name_of(const std::string& written) {
  const std::string name = claims::name_from(written);
  return name.empty() ? "node_" + written : name;
}

// All ancestors of a variable and itself, parents first; empty where one has not two states or
// there are too many.
std::vector<std::size_t> two_state_ancestors(const BifNet& net, std::size_t of) {
  std::vector<std::size_t> found;
  const std::function<bool(std::size_t)> add = [&](std::size_t at) {
    if (std::ranges::find(found, at) != found.end()) return true;
    if (net.variables[at].states.size() != 2 || found.size() == kMaxNetNodes) return false;
    for (const std::size_t parent : net.variables[at].parents)
      if (!add(parent)) return false;
    if (found.size() == kMaxNetNodes) return false;
    found.push_back(at);
    return true;
  };
  if (!add(of)) return {};
  return found;
}

// Parents of two states each: row r of the file's table becomes bits, state 0 being true.
NetNode node_of(const BifVariable& variable, std::vector<std::size_t> parents) {
  NetNode node{name_of(variable.name), std::move(parents), {}};
  const std::size_t count = variable.parents.size();
  for (std::size_t bits = 0; bits < variable.table.size(); ++bits) {
    std::size_t row = 0;
    for (std::size_t i = 0; i < count; ++i) row = row * 2 + ((bits >> i & 1) != 0 ? 0 : 1);
    node.truth.push_back(variable.table[row][0]);
  }
  return node;
}

std::optional<StatesNode> many_valued_root(const BifNet& net) {
  for (const BifVariable& variable : net.variables) {
    if (!variable.parents.empty() || variable.states.size() < 3) continue;
    StatesNode root{name_of(variable.name), {}, variable.table[0]};
    for (const std::string& state : variable.states)
      root.states.push_back(name_of(variable.name + " " + state));
    return root;
  }
  return std::nullopt;
}

}  // namespace

BifNet read_bif(std::string_view text, std::string_view source_name) {
  return Reader(text, source_name).read();
}

std::vector<BayesNet> small_parts(const BifNet& net) {
  std::vector<BayesNet> parts;
  for (std::size_t i = 0; i < net.variables.size(); ++i) {
    const std::vector<std::size_t> members = two_state_ancestors(net, i);
    if (members.size() < 2) continue;
    BayesNet part;
    std::set<std::string> names;
    for (const std::size_t member : members) {
      std::vector<std::size_t> parents;
      for (const std::size_t parent : net.variables[member].parents)
        parents.push_back(
            static_cast<std::size_t>(std::ranges::find(members, parent) - members.begin()));
      part.nodes.push_back(node_of(net.variables[member], std::move(parents)));
      names.insert(part.nodes.back().name);
    }
    if (names.size() != members.size()) continue;  // two names that differ in case only
    part.many_valued = many_valued_root(net);
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace modus::tasks
