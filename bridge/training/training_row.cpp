#include "bridge/training/training_row.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <span>

#include <fmt/core.h>

#include "base/error.h"
#include "bridge/row.h"
#include "claims/chain_tokens.h"
#include "claims/grammar.h"

namespace modus::bridge {
namespace {

using neural::Piece;

constexpr std::size_t kSentenceMarks = 64;  // as many as there are tokens for
constexpr std::size_t kStepIds = 128;
constexpr std::size_t kLongestRandomWord = 4;  // tokens

bool is_numbered(std::string_view text, char mark) {
  return text.size() >= 2 && text[0] == mark &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t number_of(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data() + 1, text.data() + text.size(), number);
  return number;
}

void renumber(Piece& piece, std::size_t first_sentence, std::size_t first_step) {
  if (is_numbered(piece.text, '@'))
    piece.text = fmt::format("@{}", number_of(piece.text) + first_sentence - 1);
  else if (is_numbered(piece.text, 's'))
    piece.text = fmt::format("s{}", number_of(piece.text) + first_step - 1);
}

std::size_t last_step(const claims::Chain& chain) {
  std::size_t last = 1;
  for (const claims::Step& step : chain.steps) last = std::max<std::size_t>(last, step.id.value);
  return last;
}

// The chain with its notes, each between `#` and `;`.
std::string token_form(const tasks::GeneratedProblem& problem) {
  claims::Chain header = problem.chain;
  header.steps.clear();
  std::string text = claims::chain_to_tokens(header);
  auto note = problem.notes.begin();
  for (std::size_t i = 0; i < problem.chain.steps.size(); ++i) {
    for (; note != problem.notes.end() && note->before == i; ++note)
      text += fmt::format(" # {} ;", note->text);
    text += " " + claims::step_to_tokens(problem.chain.steps[i]);
  }
  return text;
}

// Names, ids and rules: where the model really chooses.
bool is_choice(const Piece& piece, const neural::Tokenizer& tokenizer) {
  if (is_numbered(piece.text, '@') || is_numbered(piece.text, 's')) return true;
  if (claims::rule_named(piece.text)) return true;
  return piece.begins_word && !tokenizer.reserved(piece.text);
}

// Where the step that begins at pieces[i] ends: behind its `;`.
std::size_t end_of_step(std::span<const Piece> pieces, std::size_t i) {
  while (i < pieces.size() && pieces[i].text != ";") ++i;
  return std::min(i + 1, pieces.size());
}

double step_weight(std::span<const Piece> step, bool without_text, double derivation_weight) {
  if (step.size() > 1 && step[1].text == "given") return without_text ? 0 : 1;
  const bool derives =
      is_numbered(step[0].text, 's') || step[0].text == "answer" || step[0].text == "#";
  return derives ? derivation_weight : 1;
}

// Where the value of a calculation begins, which the engine works out and not the model; or the
// end.
std::size_t value_in(std::span<const Piece> step) {
  if (step.size() < 3 || step[2].text != "calculate") return step.size();
  std::size_t value = step.size();
  for (std::size_t i = 0; i < step.size(); ++i)
    if (step[i].text == "=") value = i + 1;
  return value;
}

// A weight for each piece of a row; where one of them is a choice its first token has twice that.
std::vector<double> weights_of(std::span<const Piece> pieces, bool without_text,
                               const RowStyle& style) {
  std::vector<double> weights(pieces.size(), style.text_weight);
  std::size_t i = 0;
  while (pieces[i].text != kChainMark) ++i;
  for (++i; i < pieces.size();) {
    const std::size_t end = end_of_step(pieces, i);
    const std::span<const Piece> step = pieces.subspan(i, end - i);
    const double weight = step_weight(step, without_text, style.derivation_weight);
    const std::size_t value = i + value_in(step);
    for (; i < end; ++i) weights[i] = i < value || i + 1 == end ? weight : 0;
  }
  return weights;
}

class Encoder {
 public:
  Encoder(const tasks::GeneratedProblem& problem, std::span<const Piece> pieces,
          const neural::Tokenizer& tokenizer, const RowStyle& style, RandomStream& random)
      : words_(problem.words), tokenizer_(tokenizer), style_(style), random_(random) {
    for (const Piece& piece : pieces)
      if (!piece.begins_word) joined_.insert(piece.text);
  }

  const std::vector<neural::TokenId>& encode(const Piece& piece) {
    const auto known = memo_.find({piece.text, piece.begins_word});
    if (known != memo_.end()) return known->second;
    return memo_[{piece.text, piece.begins_word}] = written(piece);
  }

 private:
  std::vector<neural::TokenId> written(const Piece& piece) {
    const bool own = !tokenizer_.reserved(piece.text) &&
                     std::binary_search(words_.begin(), words_.end(), piece.text);
    if (own && !joined_.contains(piece.text) && random_.chance(style_.random_words))
      return random_word();
    return own && style_.bpe_dropout > 0
               ? tokenizer_.encode_with_dropout(piece, style_.bpe_dropout, random_)
               : tokenizer_.encode(piece);
  }

  std::vector<neural::TokenId> random_word() {
    std::vector<neural::TokenId> word = {random_token(true)};
    while (word.size() < kLongestRandomWord && random_.chance(0.5))
      word.push_back(random_token(false));
    return word;
  }
  neural::TokenId random_token(bool begins_word) {
    while (true) {
      const auto token = static_cast<neural::TokenId>(
          random_.below(static_cast<std::uint32_t>(tokenizer_.size())));
      const std::string& text = tokenizer_.text(token);
      const bool letters = std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
      if (letters && !tokenizer_.is_reserved(token) && tokenizer_.begins_word(token) == begins_word)
        return token;
    }
  }

  const std::vector<std::string>& words_;
  const neural::Tokenizer& tokenizer_;
  const RowStyle& style_;
  RandomStream& random_;
  std::set<std::string> joined_;  // stand behind a `_` too, where their tokens are others
  std::map<std::pair<std::string, bool>, std::vector<neural::TokenId>> memo_;
};

}  // namespace

std::vector<Piece> row_pieces(const tasks::GeneratedProblem& problem, std::size_t first_sentence,
                              std::size_t first_step) {
  std::vector<Piece> pieces = prompt_pieces(problem.chain.text, problem.question, first_sentence);
  for (Piece& piece : neural::split_chain(token_form(problem))) {
    renumber(piece, first_sentence, first_step);
    pieces.push_back(std::move(piece));
  }
  pieces.push_back({std::string(kEndMark), true, 0, 0});
  return pieces;
}

TrainingRow training_row(const tasks::GeneratedProblem& problem, const neural::Tokenizer& tokenizer,
                         const RowStyle& style, RandomStream& random) {
  std::size_t first_sentence = 1;
  std::size_t first_step = 1;
  if (style.shift_numbers) {
    const std::size_t sentences = std::min(problem.chain.text.size(), kSentenceMarks);
    const std::size_t steps = std::min(last_step(problem.chain), kStepIds);
    first_sentence += random.below(static_cast<std::uint32_t>(kSentenceMarks - sentences + 1));
    first_step += random.below(static_cast<std::uint32_t>(kStepIds - steps + 1));
  }
  TrainingRow row;
  const bool without_text = problem.chain.text.empty();
  const std::vector<Piece> pieces = row_pieces(problem, first_sentence, first_step);
  Encoder encoder(problem, pieces, tokenizer, style, random);
  const std::vector<double> weights = weights_of(pieces, without_text, style);
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    const bool in_chain = row.chain_begin != 0;
    double weight = weights[p] * (in_chain && is_choice(pieces[p], tokenizer) ? 2 : 1);
    for (const neural::TokenId token : encoder.encode(pieces[p])) {
      row.tokens.push_back(token);
      row.weights.push_back(static_cast<float>(weight));
      weight = weights[p];
    }
    if (pieces[p].text == kChainMark) row.chain_begin = row.tokens.size();
  }
  MODUS_CHECK(row.chain_begin != 0, "a row without {}", kChainMark);
  return row;
}

}  // namespace modus::bridge
