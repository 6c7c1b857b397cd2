#include "bridge/training/training_row.h"

#include <algorithm>
#include <charconv>
#include <map>

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

// Names, ids and rules: where the model really chooses.
bool is_choice(const Piece& piece, const neural::Tokenizer& tokenizer) {
  if (is_numbered(piece.text, '@') || is_numbered(piece.text, 's')) return true;
  if (claims::rule_named(piece.text)) return true;
  return piece.begins_word && !tokenizer.reserved(piece.text);
}

class Encoder {
 public:
  Encoder(const tasks::GeneratedProblem& problem, const neural::Tokenizer& tokenizer,
          const RowStyle& style, RandomStream& random)
      : words_(problem.words), tokenizer_(tokenizer), style_(style), random_(random) {}

  const std::vector<neural::TokenId>& encode(const Piece& piece) {
    const auto known = memo_.find({piece.text, piece.begins_word});
    if (known != memo_.end()) return known->second;
    const bool drops = style_.bpe_dropout > 0 && !tokenizer_.reserved(piece.text) &&
                       std::binary_search(words_.begin(), words_.end(), piece.text);
    return memo_[{piece.text, piece.begins_word}] =
               drops ? tokenizer_.encode_with_dropout(piece, style_.bpe_dropout, random_)
                     : tokenizer_.encode(piece);
  }

 private:
  const std::vector<std::string>& words_;
  const neural::Tokenizer& tokenizer_;
  const RowStyle& style_;
  RandomStream& random_;
  std::map<std::pair<std::string, bool>, std::vector<neural::TokenId>> memo_;
};

}  // namespace

std::vector<Piece> row_pieces(const tasks::GeneratedProblem& problem, std::size_t first_sentence,
                              std::size_t first_step) {
  std::vector<Piece> pieces = prompt_pieces(problem.chain.text, problem.question, first_sentence);
  for (Piece& piece : neural::split_chain(claims::chain_to_tokens(problem.chain))) {
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
  Encoder encoder(problem, tokenizer, style, random);
  bool in_chain = false;
  for (const Piece& piece : row_pieces(problem, first_sentence, first_step)) {
    const std::vector<neural::TokenId>& tokens = encoder.encode(piece);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const double weight = !in_chain                               ? style.text_weight
                            : i == 0 && is_choice(piece, tokenizer) ? 2.0
                                                                    : 1.0;
      row.tokens.push_back(tokens[i]);
      row.weights.push_back(static_cast<float>(weight));
    }
    if (piece.text == kChainMark) {
      in_chain = true;
      row.chain_begin = row.tokens.size();
    }
  }
  MODUS_CHECK(in_chain, "a row without {}", kChainMark);
  return row;
}

}  // namespace modus::bridge
