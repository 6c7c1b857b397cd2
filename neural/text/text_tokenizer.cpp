#include "neural/text/text_tokenizer.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/text/byte_alphabet.h"
#include "neural/text/byte_pairs.h"
#include "neural/text/chat_markers.h"
#include "neural/text/normal_form.h"
#include "neural/text/pre_tokenizer.h"

namespace modus::neural {
namespace {

constexpr std::size_t kMaxTokenBytes = 1024;
constexpr TokenId kNoToken = -1;

template <typename Names>
bool contains(const Names& names, std::string_view text) {
  return std::find(names.begin(), names.end(), text) != names.end();
}

}  // namespace

struct TextTokenizer::State {
  explicit State(const TokenizerFile& file)
      : name(file.name),
        nfc(file.nfc),
        ignore_merges(file.ignore_merges),
        prefix(file.prefix),
        ends(file.ends),
        chat_template(file.chat_template),
        added(file.added) {
    byte_token.fill(kNoToken);
    try {
      pre_tokenizer.emplace(file.patterns);
    } catch (const ConfigError& error) {
      fail(error.what());
    }
    std::unordered_map<std::string_view, TokenId> id_of;  // as spelled
    for (const auto& [spelled, id] : file.tokens) {
      add_token(spelled, id);
      if (!id_of.emplace(spelled, id).second)
        fail(fmt::format("token `{}` is there twice", spelled));
    }
    for (AddedToken& token : added) {
      if (contains(marker::kEnds, token.text)) ends.push_back(token.id);
      token.control |= contains(marker::kEnds, token.text) || contains(marker::kOthers, token.text);
      add_added(token, id_of);
    }
    add_merges(file.merges, id_of);
    for (const std::vector<TokenId>* ids : {&prefix, &ends})
      for (const TokenId id : *ids)
        if (!known(id)) fail(fmt::format("token {} has no text", id));
  }

  [[noreturn]] void fail(const std::string& message) const {
    throw IoError(fmt::format("{}: this is no byte-level tokenizer: {}", name, message));
  }

  bool known(TokenId id) const {
    return id >= 0 && static_cast<std::size_t>(id) < bytes.size() &&
           !bytes[static_cast<std::size_t>(id)].empty();
  }

  std::string& slot(TokenId id, std::string_view text) {
    if (text.empty() || text.size() > kMaxTokenBytes)
      fail(fmt::format("token {} has {} bytes: 1 to {} are allowed", id, text.size(),
                       kMaxTokenBytes));
    if (id < 0 || static_cast<std::size_t>(id) >= kMaxVocabulary)
      fail(fmt::format("token `{}` has the id {}: 0 to {} are allowed", text, id,
                       kMaxVocabulary - 1));
    bytes.resize(std::max(bytes.size(), static_cast<std::size_t>(id) + 1));
    return bytes[static_cast<std::size_t>(id)];
  }

  void add_token(const std::string& spelled, TokenId id) {
    std::string& place = slot(id, spelled);
    if (!place.empty()) fail(fmt::format("two tokens have the id {}: one is `{}`", id, spelled));
    const std::optional<std::string> read = from_byte_alphabet(spelled);
    place = read.value_or(spelled);
    if (!read) return;
    if (read->size() == 1) byte_token[static_cast<unsigned char>((*read)[0])] = id;
    if (ignore_merges) whole.emplace(*read, id);
  }

  void add_added(const AddedToken& token,
                 const std::unordered_map<std::string_view, TokenId>& id_of) {
    std::string& place = slot(token.id, token.text);
    const auto found = id_of.find(token.text);
    if (found == id_of.end() ? !place.empty() : found->second != token.id)
      fail(fmt::format("the added token `{}` has the id {} of another one", token.text, token.id));
    place = token.text;
    if (first_invalid_utf8(token.text) != std::string::npos)
      fail(fmt::format("the added token {} is not UTF-8", token.id));
    if (!added_by_text.emplace(token.text, &token).second)
      fail(fmt::format("the added token `{}` is there twice", token.text));
    if (token.control) {
      control.push_back(token.id);
      whole.erase(token.text);
    }
    const AddedToken* in_normal_form = &token;
    if (token.normalized && nfc) {
      normalized.push_back(std::make_unique<AddedToken>(token));
      normalized.back()->text = to_nfc(token.text);
      in_normal_form = normalized.back().get();
    }
    (token.normalized ? late : early).add(*in_normal_form);
    if (!token.control) (token.normalized ? late_words : early_words).add(*in_normal_form);
  }

  void add_merges(const std::vector<std::pair<std::string, std::string>>& merges,
                  const std::unordered_map<std::string_view, TokenId>& id_of) {
    for (const auto& merge : merges) {
      const std::string &left = merge.first, &right = merge.second;
      const std::size_t rank = pairs.size();
      const auto id = [&](const std::string& spelled) {
        const auto found = id_of.find(spelled);
        if (found == id_of.end())
          fail(fmt::format("merge {} (`{}` and `{}`): `{}` is no token", rank, left, right,
                           spelled));
        return found->second;
      };
      const TokenId left_id = id(left), right_id = id(right);
      if (!pairs.add(left_id, right_id, id(left + right)))
        fail(fmt::format("merge {} (`{}` and `{}`) is there twice", rank, left, right));
    }
  }

  void encode_piece(std::string_view piece, std::vector<TokenId>& tokens) const {
    if (ignore_merges) {
      const auto found = whole.find(std::string(piece));
      if (found != whole.end()) return tokens.push_back(found->second);
    }
    std::vector<TokenId> symbols;
    for (const char c : piece)
      if (const TokenId id = byte_token[static_cast<unsigned char>(c)]; id != kNoToken)
        symbols.push_back(id);
    pairs.merge(symbols);
    tokens.insert(tokens.end(), symbols.begin(), symbols.end());
  }

  // What stands between the tokens that are looked for in the text as it is.
  void encode_between(std::string_view text, const AddedTokenFinder& finder,
                      std::vector<TokenId>& tokens) const {
    const std::string normal = nfc ? to_nfc(text) : std::string(text);
    for (const TextPart& part : finder.split(normal)) {
      if (part.token != nullptr) {
        tokens.push_back(part.token->id);
        continue;
      }
      for (const std::string_view piece : pre_tokenizer->split(part.text))
        encode_piece(piece, tokens);
    }
  }

  std::string name;
  bool nfc = false, ignore_merges = false;
  std::vector<TokenId> prefix, ends, control;
  std::string chat_template;
  std::vector<AddedToken> added;
  std::vector<std::unique_ptr<AddedToken>> normalized;  // added ones in normal form
  std::unordered_map<std::string_view, const AddedToken*> added_by_text;
  AddedTokenFinder early, early_words, late, late_words;  // all, and all but control tokens
  std::optional<PreTokenizer> pre_tokenizer;
  std::vector<std::string> bytes;  // by id
  std::array<TokenId, 256> byte_token{};
  std::unordered_map<std::string, TokenId> whole;  // bytes to token, where merges are ignored
  BytePairs pairs;
};

TextTokenizer::TextTokenizer(const TokenizerFile& file) : state_(std::make_shared<State>(file)) {}

std::size_t TextTokenizer::size() const { return state_->bytes.size(); }

void TextTokenizer::require_fits(std::size_t model_vocabulary) const {
  if (size() > model_vocabulary)
    throw IoError(fmt::format(
        "{}: the tokenizer has tokens up to {}, the model {}: they do not belong together",
        state_->name, size() - 1, model_vocabulary));
}

std::vector<TokenId> TextTokenizer::encode(std::string_view text, Controls controls) const {
  if (text.size() > kMaxTextBytes)
    throw IoError(
        fmt::format("a text of {} bytes: at most {} are allowed", text.size(), kMaxTextBytes));
  if (const std::size_t at = first_invalid_utf8(text); at != std::string_view::npos)
    throw IoError(fmt::format("byte {} of the text is not UTF-8", at));
  const bool all = controls == Controls::kAsTokens;
  std::vector<TokenId> tokens;
  for (const TextPart& part : (all ? state_->early : state_->early_words).split(text)) {
    if (part.token != nullptr)
      tokens.push_back(part.token->id);
    else
      state_->encode_between(part.text, all ? state_->late : state_->late_words, tokens);
  }
  return tokens;
}

std::string TextTokenizer::decode(std::span<const TokenId> tokens) const {
  std::string text;
  for (const TokenId token : tokens) text += bytes(token);
  return text;
}

const std::string& TextTokenizer::bytes(TokenId token) const {
  static const std::string nobody;
  return state_->known(token) ? state_->bytes[static_cast<std::size_t>(token)] : nobody;
}

std::optional<TokenId> TextTokenizer::control(std::string_view text) const {
  const auto found = state_->added_by_text.find(text);
  if (found == state_->added_by_text.end() || !found->second->control) return std::nullopt;
  return found->second->id;
}

bool TextTokenizer::is_control(TokenId token) const {
  return std::find(state_->control.begin(), state_->control.end(), token) != state_->control.end();
}

std::span<const TokenId> TextTokenizer::prefix() const { return state_->prefix; }

bool TextTokenizer::is_end(TokenId token) const {
  return std::find(state_->ends.begin(), state_->ends.end(), token) != state_->ends.end();
}

const std::string& TextTokenizer::chat_template() const { return state_->chat_template; }

}  // namespace modus::neural
