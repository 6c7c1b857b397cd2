#include "claims/extract/latex_equations.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "claims/evaluate.h"
#include "claims/extract/latex_term.h"

namespace modus::claims {

// A run of equalities: "(x + 1)^2 = x^2 + 1".
struct LatexEquations::Piece {
  std::string_view text;
  std::size_t offset = 0;   // in the whole
  std::string_view before;  // the prose in front of it, "" behind another piece
};

namespace {

constexpr std::size_t kRememberedEquations = 6;
constexpr std::size_t kReach = 3;             // sentences back
constexpr std::size_t kMaxPieceBytes = 1500;  // longer ones stay unread
constexpr auto kPoints = std::to_array<int>({2, 3, 5, 7});
constexpr int kTolerance = 50;  // one part of so many: the value may be rounded

using Delimiters = std::pair<std::string_view, std::string_view>;
constexpr auto kDelimiters =
    std::to_array<Delimiters>({{"\\[", "\\]"}, {"\\(", "\\)"}, {"$$", "$$"}, {"$", "$"}});
// Where one piece ends and another begins.
constexpr auto kSeparators = std::to_array<std::string_view>(
    {"\\quad", "\\qquad", "\\Rightarrow", "\\implies", "\\Longrightarrow", "\\text{", "\\begin{",
     "\\end{", ", ", ",\n", ";"});
// What relates the sides otherwise, or means several things at once.
constexpr auto kOtherRelations = std::to_array<std::string_view>(
    {"\\approx", "\\ne",   "\\le", "\\ge",    "<",       ">",     "\\equiv",
     "\\pm",     "\\mp",   "\\to", "\\sim",   "\\mid",   "|",     "\\in",
     "\\pmod",   "\\cong", "~",    "\\ldots", "\\cdots", "\\dots"});
// In front of a value that follows from what was said.
constexpr auto kDeriving = std::to_array<std::string_view>(
    {"so",   "then", "thus",    "therefore", "hence", "get",  "gives",
     "give", "find", "yields",  "obtain",    "that",  "is",   "us",
     "to",   "get:", "implies", "means",     "x:",    "have", "solution"});

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '&'; }

std::optional<Rational> value_of(const Claim& term) {
  const Value value = evaluate_ground(term);
  const auto* quantity = std::get_if<Quantity>(&value);
  return quantity ? std::optional(quantity->value) : std::nullopt;
}

Claim at(const Claim& term, const std::string& unknown, const Claim& value) {
  const Replacement one[] = {{unknown, value}};
  return substitute_names(term, one);
}

bool relates_otherwise(std::string_view piece) {
  return std::any_of(kOtherRelations.begin(), kOtherRelations.end(), [&](std::string_view sign) {
    return piece.find(sign) != std::string_view::npos;
  });
}

// Parts at equality signs that stand outside braces.
std::vector<std::string_view> sides(std::string_view piece) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= piece.size(); ++i) {
    if (i < piece.size() && piece[i] == '{') ++depth;
    if (i < piece.size() && piece[i] == '}') --depth;
    if (i == piece.size() || (piece[i] == '=' && depth == 0)) {
      parts.push_back(piece.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  while (
      !parts.empty() && !parts.back().empty() &&
      (is_blank(parts.back().back()) || parts.back().back() == '.' || parts.back().back() == ','))
    parts.back().remove_suffix(1);
  return parts;
}

// "so", "we get": not "for", "if", "or", "when".
bool derives(std::string_view before) {
  while (!before.empty() && (is_blank(before.back()) || before.back() == ',' ||
                             before.back() == ':' || before.back() == '.'))
    before.remove_suffix(1);
  if (before.empty()) return true;
  const std::size_t space = before.find_last_of(" \n\t");
  std::string word(before.substr(space == std::string_view::npos ? 0 : space + 1));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::find(kDeriving.begin(), kDeriving.end(), word) != kDeriving.end();
}

bool is_unknown(const LatexTerm& term) { return term.term.op() == Op::kName; }

bool has_sum(const Claim& term) {
  if (term.op() == Op::kAdd || term.op() == Op::kSubtract) return true;
  return std::any_of(term.children().begin(), term.children().end(), has_sum);
}

// Powers alone may belong to a number with properties of its own: z^{1} = z^{25}. So may the
// letters that people use for complex numbers.
bool is_identity_of(const std::string& unknown, const LatexTerm& left, const LatexTerm& right) {
  return unknown != "z" && unknown != "w" && (has_sum(left.term) || has_sum(right.term));
}

Reading reading_of(const Claim& left, const Claim& right, std::string_view text,
                   std::size_t offset) {
  Reading reading;
  reading.kind = ReadingKind::kEquation;
  reading.claim = binary(Op::kEqual, left, right);
  reading.span = {offset, offset + text.size()};
  return reading;
}

// The first point where both sides have a value, when they differ at all such points.
std::optional<Claim> where_different(const LatexTerm& left, const LatexTerm& right,
                                     const std::string& unknown) {
  std::optional<Claim> first;
  std::size_t tried = 0;
  for (const int point : kPoints) {
    const Claim value = number_term(Rational(point));
    const auto a = value_of(at(left.term, unknown, value));
    const auto b = value_of(at(right.term, unknown, value));
    if (!a || !b) continue;
    if (*a == *b) return std::nullopt;
    if (!first) first = value;
    ++tried;
  }
  return tried >= 2 ? first : std::nullopt;
}

// The pieces of one formula. A line that begins with an equality sign goes on with its chain.
template <class Take>
void split(std::string_view formula, Take take) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < formula.size();) {
    const std::string_view rest = formula.substr(i);
    std::size_t length = 0;
    for (const std::string_view separator : kSeparators)
      if (rest.starts_with(separator)) length = separator.size();
    if (rest.starts_with("\\\\")) {
      std::size_t next = i + 2;
      while (next < formula.size() && is_blank(formula[next])) ++next;
      if (next < formula.size() && formula[next] == '=') {
        i = next;
        continue;
      }
      length = 2;
    }
    if (length == 0) {
      ++i;
      continue;
    }
    take(begin, i);
    const bool braced = rest[length - 1] == '{';
    begin = i + length;
    if (braced) {
      const std::size_t close = formula.find('}', begin);
      begin = close == std::string_view::npos ? formula.size() : close + 1;
    }
    i = begin;
  }
  if (begin < formula.size()) take(begin, formula.size());
}

}  // namespace

std::vector<Reading> LatexEquations::read(std::string_view sentence, std::size_t begin) {
  std::vector<Reading> readings;
  ++sentence_;
  std::size_t prose = 0;  // where the prose in front of the next formula begins
  for (std::size_t i = 0; i < sentence.size();) {
    const auto open = std::find_if(kDelimiters.begin(), kDelimiters.end(), [&](const auto& pair) {
      return sentence.substr(i).starts_with(pair.first);
    });
    if (open == kDelimiters.end()) {
      ++i;
      continue;
    }
    const std::size_t from = i + open->first.size();
    const std::size_t to = sentence.find(open->second, from);
    if (to == std::string_view::npos) break;
    const std::string_view before = sentence.substr(prose, i - prose);
    split(sentence.substr(from, to - from), [&](std::size_t a, std::size_t b) {
      read_piece({sentence.substr(from + a, b - a), begin + from + a,
                  a == 0 ? before : std::string_view()},
                 readings);
    });
    i = prose = to + open->second.size();
  }
  return readings;
}

void LatexEquations::read_piece(const Piece& piece, std::vector<Reading>& readings) {
  if (piece.text.size() > kMaxPieceBytes || relates_otherwise(piece.text)) return;
  const std::vector<std::string_view> parts = sides(piece.text);
  if (parts.size() < 2) return;
  std::vector<std::optional<LatexTerm>> terms;
  for (const std::string_view part : parts) terms.push_back(read_latex_term(part));
  for (std::size_t i = 0; i + 1 < terms.size(); ++i) {
    if (!terms[i] || !terms[i + 1]) continue;
    const LatexTerm &left = *terms[i], &right = *terms[i + 1];
    std::set<std::string> unknowns = left.unknowns;
    unknowns.insert(right.unknowns.begin(), right.unknowns.end());
    if (unknowns.empty() && (left.counted || right.counted)) {
      const auto a = value_of(left.term), b = value_of(right.term);
      if (a && b && *a != *b)
        readings.push_back(reading_of(left.term, right.term, piece.text, piece.offset));
    }
    if (unknowns.size() != 1) continue;
    const std::string& unknown = *unknowns.begin();
    if (is_unknown(left) && right.unknowns.empty()) {
      if (parts.size() == 2) put_back(piece, unknown, right.term, readings);
      continue;
    }
    if (i > 0 && left.unknowns == right.unknowns && is_identity_of(unknown, left, right))
      if (const auto point = where_different(left, right, unknown)) {
        readings.push_back(reading_of(at(left.term, unknown, *point),
                                      at(right.term, unknown, *point), piece.text, piece.offset));
        return;
      }
    equations_.push_back({unknown, left.term, right.term, sentence_});
    if (equations_.size() > kRememberedEquations) equations_.pop_front();
  }
}

// "x = 8" behind equations in x of which it satisfies none.
void LatexEquations::put_back(const Piece& piece, const std::string& unknown, const Claim& value,
                              std::vector<Reading>& readings) const {
  if (!derives(piece.before)) return;
  const Equation* last = nullptr;
  for (const Equation& equation : equations_) {
    if (equation.unknown != unknown || equation.sentence + kReach < sentence_) continue;
    const auto a = value_of(at(equation.left, unknown, value));
    const auto b = value_of(at(equation.right, unknown, value));
    if (!a || !b) return;
    if (abs(*a - *b) * kTolerance <= std::max(Rational(1), Rational(abs(*a)))) return;
    last = &equation;
  }
  if (last != nullptr)
    readings.push_back(reading_of(at(last->left, unknown, value), at(last->right, unknown, value),
                                  piece.text, piece.offset));
}

}  // namespace modus::claims
