#include "tasks/gold_steps.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "base/ascii.h"
#include "claims/grammar.h"

namespace modus::tasks {

using claims::Claim;
using claims::Op;

namespace {

using WordSet = std::set<std::string, std::less<>>;

constexpr std::array<std::string_view, 9> kNegations = {"not", "never", "no",      "cannot", "t",
                                                        "nor", "non",   "without", "neither"};
constexpr std::array<std::string_view, 20> kFillers = {
    "is", "are", "be", "has", "have", "does", "do",    "a",   "an", "the",
    "in", "of",  "to", "her", "his",  "its",  "their", "can", "s",  "at"};

bool among(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "regulates" and "regulated" are "regulat", so that a name agrees with the verb of its sentence.
std::string stem(std::string word) {
  for (const std::string_view ending : {"ing", "ies", "ied", "es", "ed", "s", "y", "e"})
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  if (word.size() > 3 && word.back() == word[word.size() - 2]) word.pop_back();
  return word;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : claims::name_from(text) + "_") {
    if (c != '_') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

std::size_t negations(const std::vector<std::string>& words) {
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](const auto& word) { return among(word, kNegations); }));
}

WordSet content(const std::vector<std::string>& words) {
  WordSet stems;
  for (const std::string& word : words)
    if (!among(word, kFillers) && !among(word, kNegations)) stems.insert(stem(word));
  return stems;
}

void atoms_in(const Claim& claim, std::vector<Claim>& atoms) {
  if (claim.op() == Op::kApply) {
    if (std::find(atoms.begin(), atoms.end(), claim) == atoms.end()) atoms.push_back(claim);
    return;
  }
  for (const Claim& child : claim.children()) atoms_in(child, atoms);
}

std::optional<Claim> grounded(const Claim& atom, const std::vector<std::string>& named) {
  const std::vector<std::string> variables = claims::free_variables(atom);
  if (variables.empty()) return atom;
  if (variables.size() != 1 || named.size() != 1) return std::nullopt;
  const claims::Replacement one[] = {{variables.front(), claims::name(named.front())}};
  return claims::substitute_variables(atom, one);
}

}  // namespace

std::vector<GoldStep> gold_steps(std::string_view reasoning) {
  std::vector<GoldStep> steps;
  GoldStep step;
  while (!reasoning.empty()) {
    const std::size_t end = reasoning.find('\n');
    const std::string_view line = reasoning.substr(0, end);
    reasoning.remove_prefix(end == std::string_view::npos ? reasoning.size() : end + 1);
    const std::size_t colon = line.find(':');
    const std::string_view label = line.substr(0, colon == std::string_view::npos ? 0 : colon);
    const std::string sentence(
        trimmed(line.substr(colon == std::string_view::npos ? 0 : colon + 1)));
    if (label.starts_with("fact") || label.starts_with("rule")) {
      step.premises.push_back(sentence);
    } else if (label.starts_with("conclusion")) {
      step.conclusion = sentence;
      steps.push_back(std::move(step));
      step = {};
    } else {
      step = {};
    }
  }
  return steps;
}

std::optional<Claim> literal_in(std::string_view sentence, const Claim& rule,
                                const std::vector<std::string>& constants) {
  const std::vector<std::string> words = split_words(sentence);
  const WordSet said = content(words);
  std::vector<std::string> named;
  for (const std::string& constant : constants)
    if (std::find(words.begin(), words.end(), constant) != words.end()) named.push_back(constant);
  std::vector<Claim> atoms;
  atoms_in(rule, atoms);
  double best = 0;
  std::vector<Claim> found;
  for (const Claim& atom : atoms) {
    const WordSet wanted = content(split_words(atom.name()));
    const auto there = std::count_if(wanted.begin(), wanted.end(),
                                     [&](const std::string& word) { return said.contains(word); });
    const double share =
        wanted.empty() ? 0 : static_cast<double>(there) / static_cast<double>(wanted.size());
    if (share < kLeastShare || share < best) continue;
    if (share > best) found.clear();
    best = share;
    if (auto literal = grounded(atom, named))
      if (std::find(found.begin(), found.end(), *literal) == found.end()) found.push_back(*literal);
  }
  if (found.size() != 1) return std::nullopt;
  const std::size_t more = negations(words) + negations(split_words(found.front().name()));
  return more % 2 == 0 ? found.front() : claims::unary(Op::kNot, found.front());
}

}  // namespace modus::tasks
