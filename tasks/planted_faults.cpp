#include "tasks/planted_faults.h"

#include <vector>

#include "base/ascii.h"
#include "base/error.h"
#include "claims/evaluate.h"
#include "claims/parse.h"

namespace modus::tasks {
namespace {

using claims::Rational;

constexpr std::string_view kOperators = "+-*/";
constexpr int kPlantingTries = 8;

std::string_view part(std::string_view text, std::size_t begin, std::size_t end) {
  return text.substr(begin, end - begin);
}

// The value of a calculation as people write it: $1,200 x .5 is 600.
std::optional<Rational> value_of(std::string_view calculation) {
  std::string plain;
  for (std::size_t i = 0; i < calculation.size(); ++i) {
    const char c = calculation[i];
    if (c == '$' || c == ',') continue;
    if (c == '.' && (plain.empty() || !is_digit(plain.back()))) plain += '0';
    plain += c == 'x' ? '*' : c;
  }
  try {
    const claims::Value value = claims::evaluate_ground(claims::parse_claim(plain, "calculation"));
    const auto* quantity = std::get_if<claims::Quantity>(&value);
    return quantity ? std::optional(quantity->value) : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

// Behind the digits, decimals and thousands commas that begin at `at`.
std::size_t number_end(std::string_view text, std::size_t at) {
  while (at < text.size() &&
         (is_digit(text[at]) ||
          ((text[at] == '.' || text[at] == ',') && at + 1 < text.size() && is_digit(text[at + 1]))))
    ++at;
  return at;
}

// <<calculation=result>>copy : offsets in the solution.
struct Annotation {
  std::size_t begin, equals, end, copy_end;
  Rational value;
};

// The annotations that calculate, and truly.
std::vector<Annotation> true_annotations(std::string_view text) {
  std::vector<Annotation> found;
  for (std::size_t at = 0; (at = text.find("<<", at)) != std::string_view::npos; at += 2) {
    const std::size_t begin = at + 2, end = text.find(">>", at);
    if (end == std::string_view::npos) break;
    const std::size_t equals = part(text, 0, end).rfind('=');
    if (equals == std::string_view::npos || equals < begin) continue;
    const std::string_view calculation = part(text, begin, equals);
    if (calculation.find_first_of(kOperators, 1) == std::string_view::npos) continue;
    const auto value = value_of(calculation);
    if (value && value == value_of(part(text, equals + 1, end)))
      found.push_back({begin, equals, end, number_end(text, end + 2), *value});
  }
  return found;
}

// Another number of as many decimals: 24 -> 27, 2.50 -> 2.54.
std::string other_number(std::string_view digits, RandomStream& random) {
  std::string plain;
  for (const char c : digits)
    if (c != ',') plain += c;
  const std::size_t point = plain.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : plain.size() - point - 1;
  if (point != std::string::npos) plain.erase(point, 1);
  const claims::Integer changed =
      claims::Integer(plain.empty() ? "0" : plain, 10) + static_cast<long>(random.between(1, 9));
  std::string written = changed.get_str();
  if (decimals == 0) return written;
  if (written.size() <= decimals) written.insert(0, decimals + 1 - written.size(), '0');
  return written.insert(written.size() - decimals, 1, '.');
}

bool is_plain_number(std::string_view text) {
  return !text.empty() && is_digit(text.front()) && number_end(text, 0) == text.size();
}

std::string replaced(std::string_view text, std::size_t begin, std::size_t end,
                     std::string_view by) {
  return std::string(text.substr(0, begin)).append(by).append(text.substr(end));
}

std::optional<PlantedFault> change_result(std::string_view text, const Annotation& a,
                                          RandomStream& random) {
  const std::string_view result = part(text, a.equals + 1, a.end);
  const std::string_view copy = part(text, a.end + 2, a.copy_end);
  if (!is_plain_number(result)) return std::nullopt;
  const std::string changed = other_number(result, random);
  PlantedFault fault{std::string(text), a.equals + 1};
  if (is_plain_number(copy) && value_of(copy) == a.value)
    fault.solution = replaced(fault.solution, a.end + 2, a.copy_end, changed);
  fault.solution = replaced(fault.solution, a.equals + 1, a.end, changed);
  return fault;
}

std::optional<PlantedFault> change_copy(std::string_view text, const Annotation& a,
                                        RandomStream& random) {
  const std::string_view copy = part(text, a.end + 2, a.copy_end);
  if (!is_plain_number(copy) || value_of(copy) != a.value) return std::nullopt;
  return PlantedFault{replaced(text, a.end + 2, a.copy_end, other_number(copy, random)), a.end + 2};
}

std::optional<PlantedFault> change_operator(std::string_view text, const Annotation& a,
                                            RandomStream& random) {
  std::vector<std::size_t> places;
  for (std::size_t i = a.begin + 1; i < a.equals; ++i)
    if (kOperators.find(text[i]) != std::string_view::npos &&
        (is_digit(text[i - 1]) || text[i - 1] == ')'))
      places.push_back(i);
  if (places.empty()) return std::nullopt;
  for (int tries = 0; tries < kPlantingTries; ++tries) {
    const std::size_t at = places[random.below(static_cast<std::uint32_t>(places.size()))];
    PlantedFault fault{std::string(text), at};
    fault.solution[at] = kOperators[random.below(4)];
    const auto value = value_of(part(fault.solution, a.begin, a.equals));
    if (value && *value != a.value) return fault;
  }
  return std::nullopt;
}

// The calculation that the prose writes in front of "= <<": empty where it writes words.
std::pair<std::size_t, std::size_t> prose_calculation(std::string_view text, const Annotation& a) {
  constexpr std::string_view kWritten = "0123456789.,$+-*/x() ";
  std::size_t end = a.begin - 2;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '$')) --end;
  if (end == 0 || text[end - 1] != '=') return {};
  --end;
  std::size_t begin = end;
  while (begin > 0 && kWritten.find(text[begin - 1]) != std::string_view::npos) --begin;
  while (begin < end && !is_digit(text[begin]) && text[begin] != '(') ++begin;
  return {begin, end};
}

std::optional<PlantedFault> change_operand(std::string_view text, const Annotation& a,
                                           RandomStream& random) {
  const auto [begin, end] = prose_calculation(text, a);
  if (value_of(part(text, begin, end)) != a.value) return std::nullopt;
  std::vector<std::size_t> places;
  for (std::size_t i = begin; i < end; i = std::max(i + 1, number_end(text, i)))
    if (is_digit(text[i])) places.push_back(i);
  if (places.size() < 2) return std::nullopt;
  for (int tries = 0; tries < kPlantingTries; ++tries) {
    const std::size_t at = places[random.below(static_cast<std::uint32_t>(places.size()))];
    const std::size_t behind = number_end(text, at);
    const std::string changed = other_number(part(text, at, behind), random);
    PlantedFault fault{replaced(text, at, behind, changed), at};
    const std::size_t new_end = end + changed.size() - (behind - at);
    const auto value = value_of(part(fault.solution, begin, new_end));
    if (value && *value != a.value) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(FaultKind kind) {
  switch (kind) {
    case FaultKind::kNumber:
      return "number";
    case FaultKind::kOperator:
      return "operator";
    case FaultKind::kCopied:
      return "copied";
    case FaultKind::kOperand:
      return "operand";
  }
  return "";
}

std::optional<PlantedFault> plant(std::string_view solution, FaultKind kind, RandomStream& random) {
  std::vector<Annotation> open = true_annotations(solution);
  while (!open.empty()) {
    const std::size_t i = random.below(static_cast<std::uint32_t>(open.size()));
    std::optional<PlantedFault> fault;
    switch (kind) {
      case FaultKind::kNumber:
        fault = change_result(solution, open[i], random);
        break;
      case FaultKind::kOperator:
        fault = change_operator(solution, open[i], random);
        break;
      case FaultKind::kCopied:
        fault = change_copy(solution, open[i], random);
        break;
      case FaultKind::kOperand:
        fault = change_operand(solution, open[i], random);
        break;
    }
    if (fault) return fault;
    open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return std::nullopt;
}

}  // namespace modus::tasks
