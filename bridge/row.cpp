#include "bridge/row.h"

#include <iterator>
#include <set>
#include <utility>

#include "base/error.h"
#include "neural/normalise.h"

namespace modus::bridge {
namespace {

constexpr std::size_t kMaxSentence = 64;
constexpr std::size_t kMaxStep = 128;

constexpr std::string_view kMarksAndSuffixes[] = {
    "<pad>", kQuestionMark, kChainMark, kEndMark, "<cap>", "+s", "+es", "+ies", "'s", "_", "^"};

constexpr std::string_view kSigns[] = {
    ";", ":", ",", "(", ")", "{", "}", "[", "]", ".",  "?",  "!",  "\"", "'",  "$",  "%",   "&",
    "#", "=", "<", ">", "+", "-", "*", "/", "|", "->", ":=", "!=", "<=", ">=", "~=", "<->", "~>"};

// Keywords and step kinds, rules, header words and sorts; then those of parts that are to come:
// causes, time, modality, sets.
constexpr std::string_view kWords[] = {"absent",
                                       "all",
                                       "and",
                                       "answer",
                                       "ask",
                                       "assume",
                                       "by",
                                       "case",
                                       "discharge",
                                       "div",
                                       "exists",
                                       "false",
                                       "fix",
                                       "forall",
                                       "given",
                                       "have",
                                       "in",
                                       "let",
                                       "mod",
                                       "not",
                                       "obtain",
                                       "of",
                                       "open",
                                       "or",
                                       "true",
                                       "xor",
                                       "step",
                                       "modus_ponens",
                                       "modus_tollens",
                                       "instantiate",
                                       "generalise",
                                       "chain",
                                       "cases",
                                       "reductio",
                                       "contradiction",
                                       "witness",
                                       "substitute",
                                       "calculate",
                                       "convert",
                                       "count",
                                       "define",
                                       "lookup",
                                       "closure",
                                       "logic",
                                       "classical",
                                       "directed",
                                       "closed",
                                       "names",
                                       "free",
                                       "unique",
                                       "domain",
                                       "sort",
                                       "truth",
                                       "entity",
                                       "int",
                                       "real",
                                       "quantity",
                                       "set",
                                       "time",
                                       "interval",
                                       "rv",
                                       "event",
                                       "graph",
                                       "do",
                                       "ate",
                                       "adjust",
                                       "independent",
                                       "before",
                                       "after",
                                       "during",
                                       "likely",
                                       "possible",
                                       "usually",
                                       "the",
                                       "max",
                                       "mean",
                                       "min",
                                       "sum"};

class Reserved {
 public:
  void add(std::string token) {
    MODUS_CHECK(seen_.insert(token).second, "reserved token `{}` twice", token);
    tokens_.push_back(std::move(token));
  }
  void add_all(std::span<const std::string_view> tokens) {
    for (const std::string_view token : tokens) add(std::string(token));
  }
  void add_numbered(std::string_view prefix, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i <= last; ++i) add(fmt::format("{}{}", prefix, i));
  }
  std::vector<std::string> take() { return std::move(tokens_); }

 private:
  std::vector<std::string> tokens_;
  std::set<std::string> seen_;
};

neural::Piece mark(std::string_view text) { return {.text = std::string(text)}; }

}  // namespace

std::vector<std::string> reserved_tokens() {
  Reserved reserved;
  reserved.add_all(kMarksAndSuffixes);
  reserved.add_numbered("", 0, 9);
  reserved.add_numbered("s", 1, kMaxStep);
  reserved.add_numbered("@", 1, kMaxSentence);
  for (char letter = 'A'; letter <= 'Z'; ++letter) reserved.add(std::string(1, letter));
  for (const std::string_view letter : {"X", "Y", "Z"}) reserved.add_numbered(letter, 1, 9);
  reserved.add_all(kSigns);
  reserved.add_all(kWords);
  return reserved.take();
}

std::vector<neural::Piece> prompt_pieces(std::span<const std::string> sentences,
                                         std::string_view question, std::size_t first_sentence) {
  if (first_sentence == 0 || first_sentence + sentences.size() > kMaxSentence + 1)
    throw Error(fmt::format("sentences are numbered @1 to @{}, these would be @{} to @{}",
                            kMaxSentence, first_sentence, first_sentence + sentences.size() - 1));
  std::vector<neural::Piece> pieces;
  const auto append = [&](std::vector<neural::Piece> more) {
    pieces.insert(pieces.end(), std::move_iterator(more.begin()), std::move_iterator(more.end()));
  };
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    pieces.push_back(mark(fmt::format("@{}", first_sentence + i)));
    append(neural::normalise_text(sentences[i]));
  }
  pieces.push_back(mark(kQuestionMark));
  append(neural::normalise_text(question));
  pieces.push_back(mark(kChainMark));
  return pieces;
}

}  // namespace modus::bridge
