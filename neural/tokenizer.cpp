#include "neural/tokenizer.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "base/files.h"
#include "neural/bpe_training.h"
#include "neural/tokenizer_json.h"
#include "neural/vocabulary.h"

namespace modus::neural {
namespace {

constexpr std::uint32_t kNoRank = std::numeric_limits<std::uint32_t>::max();

std::uint64_t key_of(TokenId left, TokenId right) {
  return static_cast<std::uint64_t>(left) << 32 | static_cast<std::uint32_t>(right);
}

}  // namespace

struct Tokenizer::State {
  explicit State(Vocabulary v) : vocabulary(std::move(v)) {
    for (std::size_t id = 0; id < vocabulary.bytes.size(); ++id) {
      const std::string& bytes = vocabulary.bytes[id];
      id_of.emplace(bytes, static_cast<TokenId>(id));
      text.push_back(bytes[0] == ' ' ? bytes.substr(1) : bytes);
      if (bytes.size() == 1)
        byte_token[static_cast<unsigned char>(bytes[0])] = static_cast<TokenId>(id);
    }
    for (std::size_t rank = 0; rank < vocabulary.merges.size(); ++rank)
      rank_of.emplace(key_of(vocabulary.merges[rank].first, vocabulary.merges[rank].second),
                      static_cast<std::uint32_t>(rank));
  }

  std::uint32_t rank(TokenId left, TokenId right) const {
    const auto found = rank_of.find(key_of(left, right));
    return found == rank_of.end() ? kNoRank : found->second;
  }

  std::size_t index(TokenId token) const {
    MODUS_CHECK(token >= 0 && static_cast<std::size_t>(token) < vocabulary.bytes.size(),
                "token {} of {}", token, vocabulary.bytes.size());
    return static_cast<std::size_t>(token);
  }

  Vocabulary vocabulary;
  std::vector<std::string> text;
  std::unordered_map<std::string_view, TokenId> id_of;  // views into vocabulary.bytes
  std::unordered_map<std::uint64_t, std::uint32_t> rank_of;
  TokenId byte_token[256] = {};
};

namespace {

std::string bytes_of(const Piece& piece) {
  std::string bytes = piece.begins_word ? " " : "";
  return bytes += piece.text;
}

// Merges the best pair until none is left. ranks[i] is that of symbols i and i + 1; `skipped` says
// of one that it is passed over this time.
template <typename State, typename Skipped>
void merge_all(const State& state, std::vector<TokenId>& symbols, Skipped skipped) {
  std::vector<std::uint32_t> ranks;
  for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
    ranks.push_back(state.rank(symbols[i], symbols[i + 1]));
  for (;;) {
    std::uint32_t best = kNoRank;
    std::size_t at = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i)
      if (ranks[i] != kNoRank && !skipped() && ranks[i] < best) best = ranks[at = i];
    if (best == kNoRank) return;
    symbols[at] = static_cast<TokenId>(state.vocabulary.first_merge() + best);
    symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    ranks.erase(ranks.begin() + static_cast<std::ptrdiff_t>(at));
    if (at > 0) ranks[at - 1] = state.rank(symbols[at - 1], symbols[at]);
    if (at < ranks.size()) ranks[at] = state.rank(symbols[at], symbols[at + 1]);
  }
}

template <typename State>
std::vector<TokenId> byte_tokens(const State& state, const std::string& bytes) {
  std::vector<TokenId> symbols;
  symbols.reserve(bytes.size());
  for (const char c : bytes) symbols.push_back(state.byte_token[static_cast<unsigned char>(c)]);
  return symbols;
}

}  // namespace

Tokenizer::Tokenizer(std::shared_ptr<const State> state) : state_(std::move(state)) {}

Tokenizer Tokenizer::train(const TokenizerTraining& training) {
  return Tokenizer(std::make_shared<State>(learn_merges(
      base_vocabulary(training.reserved), training.piece_counts, training.vocabulary)));
}

Tokenizer Tokenizer::load(const std::string& path) {
  return Tokenizer(
      std::make_shared<State>(parse_tokenizer_json(read_text(path, kMaxTokenizerBytes), path)));
}

void Tokenizer::save(const std::string& path) const {
  write_file(path, print_tokenizer_json(state_->vocabulary));
}

std::size_t Tokenizer::size() const { return state_->vocabulary.bytes.size(); }

std::optional<TokenId> Tokenizer::reserved(std::string_view text) const {
  const auto found = state_->id_of.find(reserved_bytes(text));
  if (found == state_->id_of.end() || !is_reserved(found->second)) return std::nullopt;
  return found->second;
}

const std::string& Tokenizer::text(TokenId token) const {
  return state_->text[state_->index(token)];
}

bool Tokenizer::begins_word(TokenId token) const {
  return state_->vocabulary.bytes[state_->index(token)][0] == ' ';
}

bool Tokenizer::is_reserved(TokenId token) const {
  return state_->index(token) < state_->vocabulary.reserved_count;
}

std::vector<TokenId> Tokenizer::encode(const Piece& piece) const {
  const std::string bytes = bytes_of(piece);
  const auto whole = state_->id_of.find(bytes);
  if (whole != state_->id_of.end()) return {whole->second};
  std::vector<TokenId> symbols = byte_tokens(*state_, bytes);
  merge_all(*state_, symbols, [] { return false; });
  return symbols;
}

std::vector<TokenId> Tokenizer::encode(std::span<const Piece> pieces) const {
  std::vector<TokenId> tokens;
  tokens.reserve(pieces.size() * 2);
  for (const Piece& piece : pieces) {
    const std::vector<TokenId> coded = encode(piece);
    tokens.insert(tokens.end(), coded.begin(), coded.end());
  }
  return tokens;
}

std::vector<TokenId> Tokenizer::encode_with_dropout(const Piece& piece, double probability,
                                                    RandomStream& random) const {
  const std::string bytes = bytes_of(piece);
  const auto whole = state_->id_of.find(bytes);
  if (whole != state_->id_of.end() && is_reserved(whole->second)) return {whole->second};
  std::vector<TokenId> symbols = byte_tokens(*state_, bytes);
  merge_all(*state_, symbols, [&] { return random.chance(probability); });
  return symbols;
}

std::string Tokenizer::decode(std::span<const TokenId> tokens) const {
  std::vector<Piece> pieces;
  bool open = false;  // the last piece may go on
  for (const TokenId token : tokens) {
    if (open && !begins_word(token) && !is_reserved(token)) {
      pieces.back().text += text(token);
      continue;
    }
    pieces.push_back({.text = text(token), .begins_word = begins_word(token)});
    open = !is_reserved(token);
  }
  return join(pieces);
}

}  // namespace modus::neural
