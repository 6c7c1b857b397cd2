#include "symbolic/reading/reports.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "symbolic/reading/cues.h"

namespace modus::symbolic::reading {
namespace {

using Tokens = std::span<const Token>;

bool opens_content(const Token& token) {
  return token.kind == TokenKind::kComma || token.text == "that";
}

// "claims the heron" is no report, "claims that" is; whatever is said is reported.
bool is_report_at(Tokens tokens, std::size_t at) {
  if (tokens[at].text == "according") return at + 1 < tokens.size() && tokens[at + 1].text == "to";
  if (!is_report(tokens[at].text)) return false;
  return same_word(tokens[at].text, "say") ||
         (at + 1 < tokens.size() && opens_content(tokens[at + 1]));
}

bool in_order(Tokens tokens, std::initializer_list<std::string_view> words) {
  return tokens.size() == words.size() && std::equal(words.begin(), words.end(), tokens.begin(),
                                                     [](std::string_view word, const Token& token) {
                                                       return same_word(token.text, word);
                                                     });
}

bool is_speech(Speech speech, Tokens words) {
  if (speech == Speech::kLying) return in_order(words, {"lie"}) || in_order(words, {"tell", "lie"});
  return in_order(words, {"tell", "the", "truth"}) || in_order(words, {"speak", "the", "truth"});
}

bool parts_clauses(const Token& token) {
  return token.kind == TokenKind::kComma || token.text == "and" || token.text == "but" ||
         token.text == "while" || token.text == "whereas";
}

// "every knight always tells the truth", "knights tell the truth", "a knight tells the truth".
std::vector<std::string> kinds_of_clause(Speech speech, Tokens clause,
                                         const Vocabulary& vocabulary) {
  std::size_t at = 0;
  const std::string& first = clause.front().text;
  const bool every = first == "every" || first == "each" || first == "all";
  if (every || first == "a" || first == "an") ++at;
  const auto kind = at < clause.size() ? vocabulary.predicate_at(clause, at) : std::nullopt;
  if (!kind || kind->arity != 1) return {};
  at = kind->end;
  if (at < clause.size() && clause[at].text == "always") ++at;
  return is_speech(speech, clause.subspan(at)) ? kind->names : std::vector<std::string>();
}

void take_content(Tokens sentence, std::size_t begin, Tokens speaker, Report& report) {
  for (std::size_t i = begin; i < sentence.size(); ++i) {
    const bool self = sentence[i].text == "i";
    for (const Token& token : self ? speaker : sentence.subspan(i, 1)) {
      report.content.push_back(token);
      report.places.push_back(i);
    }
  }
}

}  // namespace

std::optional<std::size_t> report_cue(Tokens sentence) {
  for (std::size_t i = 0; i < sentence.size(); ++i)
    if (is_report_at(sentence, i)) return i;
  return std::nullopt;
}

std::optional<Report> report_in(Tokens sentence, const Vocabulary& vocabulary) {
  const auto cue = report_cue(sentence);
  if (!cue) return std::nullopt;
  const bool according = sentence[*cue].text == "according";
  const std::size_t subject = according ? 2 : 0;
  if (according && *cue != 0) return std::nullopt;
  if (subject >= sentence.size()) return std::nullopt;
  const auto speaker = vocabulary.entity_at(sentence, subject);
  if (!speaker || (!according && speaker->end != *cue)) return std::nullopt;
  std::size_t content = according ? speaker->end : *cue + 1;
  if (according && (content >= sentence.size() || !opens_content(sentence[content])))
    return std::nullopt;
  while (content < sentence.size() && opens_content(sentence[content])) ++content;
  Report report;
  report.speakers = speaker->names;
  for (std::size_t i = 0; i < content; ++i) report.cues.push_back(i);
  take_content(sentence, content, sentence.subspan(subject, speaker->end - subject), report);
  if (report.content.empty()) return std::nullopt;
  return report;
}

std::vector<std::string> kinds_that_speak(Speech speech, Tokens sentence,
                                          const Vocabulary& vocabulary) {
  std::vector<std::string> kinds;
  for (std::size_t begin = 0; begin < sentence.size();) {
    std::size_t end = begin;
    while (end < sentence.size() && !parts_clauses(sentence[end])) ++end;
    if (end > begin) {
      const Tokens clause = sentence.subspan(begin, end - begin);
      std::vector<std::string> so = kinds_of_clause(speech, clause, vocabulary);
      const Speech other = speech == Speech::kLying ? Speech::kTruthful : Speech::kLying;
      if (so.empty() && kinds_of_clause(other, clause, vocabulary).empty()) return {};
      kinds.insert(kinds.end(), so.begin(), so.end());
    }
    begin = end + 1;
  }
  return kinds;
}

}  // namespace modus::symbolic::reading
