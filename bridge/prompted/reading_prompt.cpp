#include "bridge/prompted/reading_prompt.h"

#include <fmt/format.h>

#include "bridge/prompted/sentence_lexicon.h"

namespace modus::bridge {
namespace {

using neural::ChatMessage;
using neural::ChatRole;

struct ReadingExample {
  std::string_view names, sentence, claims;
};

constexpr std::string_view kRuleSystem =
    "You translate one English sentence into claims. Write claims only, one a line.\n"
    "- A name is lower case, with words of the sentence joined by _ : vera, old_goat.\n"
    "- calm(vera): Vera is calm. follows(vera, old_goat): Vera follows the old goat.\n"
    "- X stands for anything: calm(X) -> brave(X) says that everything calm is brave.\n"
    "- Write X for something, someone, it and they: follow(X, vera) says that it follows Vera.\n"
    "- Only `not`, `and` and `->` join. Write `->` only for `if`, `all`, `every` or a general "
    "statement about a kind of thing.\n"
    "- Leave nothing out and add nothing. Use the names that are given where the words agree.";

constexpr ReadingExample kRuleExamples[] = {
    {"none", "The old goat is calm.", "calm(old_goat)"},
    {"old_goat", "The old goat does not follow Vera.", "not follow(old_goat, vera)"},
    {"old_goat", "The fox needs the old goat.", "needs(fox, old_goat)"},
    {"calm(_)", "Brave, calm people are not lazy.", "brave(X) and calm(X) -> not lazy(X)"},
    {"follow(_, _), old_goat", "If something follows the old goat then it sees the fox.",
     "follow(X, old_goat) -> sees(X, fox)"},
    {"calm(_), sees(_, _), fox, follow(_, _), vera",
     "If someone sees the fox and the fox is calm then Vera follows them.",
     "sees(X, fox) and calm(fox) -> follow(vera, X)"},
    {"brave(_), fox, needs(_, _), old_goat, sees(_, _)",
     "If someone needs the old goat and they see the fox then they are brave.",
     "needs(X, old_goat) and sees(X, fox) -> brave(X)"},
    {"none", "Every drimp is a wostle.", "drimp(X) -> wostle(X)"},
    {"drimp(_), calm(_)", "Drimps are calm.", "drimp(X) -> calm(X)"},
    {"drimp(_)", "Vera is a drimp.", "drimp(vera)"},
    {"wostle(_), vera", "Is Vera a wostle?", "wostle(vera)"},
};

constexpr std::string_view kFormulaSystem =
    "You translate one English sentence into logic. Write claims only, one a line.\n"
    "- A name is lower case, with words of the sentence joined by _ : vera, lives_in, swim_club.\n"
    "- baker(vera): Vera is a baker. lives_in(vera, rome): Vera lives in Rome.\n"
    "- not p, p and q, p or q, p xor q (either one but not both), p -> q (if p then q), p <-> q\n"
    "- baker(X) -> early(X): all bakers are early. exists X: baker(X) and early(X): some are.\n"
    "- Leave nothing out and add nothing. Use the names that are given where the words agree.";

constexpr ReadingExample kFormulaExamples[] = {
    {"none", "Vera is an old baker.", "old(vera) and baker(vera)"},
    {"baker(_)", "No baker who lives in Rome is lazy.",
     "baker(X) and lives_in(X, rome) -> not lazy(X)"},
    {"baker(_)", "Someone is either a baker or a painter, if they like snow.",
     "like_snow(X) -> baker(X) xor painter(X)"},
    {"painter(_), like_snow(_)", "Some painters do not like snow.",
     "exists X: painter(X) and not like_snow(X)"},
    {"lazy(_), vera", "If Vera owns a house, then she is happy and not lazy.",
     "owns_house(vera) -> happy(vera) and not lazy(vera)"},
    {"painter(_)", "Everyone in the choir is a painter or a member of the club.",
     "in_choir(X) -> painter(X) or member_of_club(X)"},
};

std::vector<ChatMessage> conversation(std::string_view system,
                                      std::span<const ReadingExample> examples) {
  std::vector<ChatMessage> messages = {{ChatRole::kSystem, std::string(system)}};
  for (const ReadingExample& example : examples) {
    messages.push_back({ChatRole::kUser, reading_request({example.names, "", example.sentence})});
    messages.push_back({ChatRole::kAssistant, std::string(example.claims)});
  }
  return messages;
}

// kind(_), likes(_, _), ann
std::string shown(const std::string& name, const claims::Symbol& symbol) {
  if (symbol.arguments.empty()) return name;
  std::string text = name + "(_";
  for (std::size_t i = 1; i < symbol.arguments.size(); ++i) text += ", _";
  return text + ")";
}

}  // namespace

std::span<const ChatMessage> reading_examples(ReadingKind kind) {
  static const std::vector<ChatMessage> kRules = conversation(kRuleSystem, kRuleExamples);
  static const std::vector<ChatMessage> kFormulas = conversation(kFormulaSystem, kFormulaExamples);
  return kind == ReadingKind::kRules ? kRules : kFormulas;
}

std::string reading_request(const ToRead& what) {
  const std::string before = what.before.empty() ? "" : fmt::format("Before: {}\n", what.before);
  return fmt::format("Names: {}\n{}Sentence: {}", what.names, before, what.sentence);
}

std::vector<std::string> reading_stops() { return {"\n\n", "\nSentence:", "\nNames:"}; }

std::string names_in_sentence(const claims::Signature& known, std::string_view sentence) {
  constexpr std::size_t kMostNames = 24;
  std::vector<std::string> names;
  for (const std::string& name : names_that_may_be_meant(known, sentence))
    if (names.size() < kMostNames) names.push_back(shown(name, *known.find(name)));
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::string refusal_note(std::string_view reason, std::string_view near,
                         std::string_view sentence) {
  const std::string question = near.empty() ? "" : fmt::format(" Is it `{}`?", near);
  return fmt::format(
      "That was refused: {}.{} The sentence is: {} Use its own words, and write the claims of the "
      "sentence again.",
      reason, question, sentence);
}

}  // namespace modus::bridge
