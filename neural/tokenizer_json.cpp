#include "neural/tokenizer_json.h"

#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "neural/byte_level_json.h"
#include "neural/json_depth.h"
#include "neural/text/byte_alphabet.h"

namespace modus::neural {
namespace {

using Json = nlohmann::ordered_json;  // written in our order
using Tree = nlohmann::json;          // read: finds a key among 100,000 without a walk over all
constexpr std::size_t kMaxTokenizerDepth = 16;
constexpr std::size_t kMaxBytesOfToken = 1024;

class NanoTokenizerReader {
 public:
  explicit NanoTokenizerReader(std::string_view source_name) : source_(source_name) {}

  Vocabulary read(std::string_view text) {
    if (json_depth(text) > kMaxTokenizerDepth)
      fail(fmt::format("nested deeper than {}", kMaxTokenizerDepth));
    const Tree json = Tree::parse(text, nullptr, false);
    if (json.is_discarded()) fail("no JSON");
    const Tree& model = member(json, "model", Tree::value_t::object);
    if (member(model, "type", Tree::value_t::string) != "BPE") fail("model.type is not \"BPE\"");
    read_tokens(member(model, "vocab", Tree::value_t::object));
    read_reserved();
    read_merges(member(model, "merges", Tree::value_t::array));
    return std::move(vocabulary_);
  }

 private:
  [[noreturn]] void fail(const std::string& message) const {
    throw IoError(fmt::format("{}: this is no tokenizer of ours: {}", source_, message));
  }

  const Tree& member(const Tree& object, const char* key, Tree::value_t type) const {
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (found == object.end() || found->type() != type)
      fail(fmt::format("`{}` is missing or of another kind", key));
    return *found;
  }

  void read_tokens(const Tree& vocab) {
    if (vocab.size() > kMaxVocabulary) fail(fmt::format("more than {} tokens", kMaxVocabulary));
    std::vector<bool> seen(vocab.size());
    vocabulary_.bytes.resize(vocab.size());
    for (const auto& [key, value] : vocab.items()) {
      const bool is_id = value.is_number_unsigned() && value.get<std::uint64_t>() < vocab.size();
      if (!is_id || seen[value.get<std::size_t>()])
        fail(fmt::format("token `{}`: ids are 0 to {}, each once", key, vocab.size() - 1));
      seen[value.get<std::size_t>()] = true;
      vocabulary_.bytes[value.get<std::size_t>()] = bytes_of(key);
      if (!ids_.emplace(key, value.get<TokenId>()).second)
        fail(fmt::format("token `{}` is there twice", key));
    }
  }

  std::string bytes_of(const std::string& key) const {
    if (key.empty() || key.size() > kMaxBytesOfToken)
      fail(fmt::format("a token has 1 to {} bytes", kMaxBytesOfToken));
    const std::optional<std::string> bytes = from_byte_alphabet(key);
    if (!bytes) fail(fmt::format("token `{}` is not byte-level", key));
    return *bytes;
  }

  // The byte 0 is no reserved token, so it is the first token behind them.
  void read_reserved() {
    const auto zero = ids_.find(to_byte_alphabet(std::string(1, '\0')));
    if (zero == ids_.end()) fail("the byte 0 has no token");
    std::vector<std::string> reserved;
    for (std::size_t id = 0; id < static_cast<std::size_t>(zero->second); ++id) {
      const std::string& bytes = vocabulary_.bytes[id];
      reserved.push_back(bytes[0] == ' ' ? bytes.substr(1) : bytes);
    }
    Vocabulary base;
    try {
      base = base_vocabulary(reserved);
    } catch (const ConfigError& error) {
      fail(error.what());
    }
    for (std::size_t id = 0; id < base.bytes.size(); ++id)
      if (id >= vocabulary_.bytes.size() || vocabulary_.bytes[id] != base.bytes[id])
        fail(fmt::format("token {} should be `{}`", id, to_byte_alphabet(base.bytes[id])));
    vocabulary_.reserved_count = base.reserved_count;
    base_size_ = base.bytes.size();
  }

  void read_merges(const Tree& merges) {
    if (merges.size() != vocabulary_.bytes.size() - base_size_)
      fail(fmt::format("{} merges were expected, {} are there",
                       vocabulary_.bytes.size() - base_size_, merges.size()));
    for (const Tree& merge : merges) {
      const std::size_t id = base_size_ + vocabulary_.merges.size();
      const std::string text = merge.is_string() ? merge.get<std::string>() : "";
      const std::size_t space = std::min(text.find(' '), text.size());
      const auto left = ids_.find(text.substr(0, space));
      const auto right = ids_.find(space < text.size() ? text.substr(space + 1) : "");
      if (left == ids_.end() || right == ids_.end() ||
          left->first + right->first != to_byte_alphabet(vocabulary_.bytes[id]))
        fail(fmt::format("merge {} does not give token {}", vocabulary_.merges.size(), id));
      vocabulary_.merges.emplace_back(left->second, right->second);
    }
  }

  std::string source_;
  Vocabulary vocabulary_;
  std::unordered_map<std::string, TokenId> ids_;
  std::size_t base_size_ = 0;
};

}  // namespace

std::string print_tokenizer_json(const Vocabulary& vocabulary) {
  Json vocab = Json::object();
  for (std::size_t id = 0; id < vocabulary.bytes.size(); ++id)
    vocab.push_back({to_byte_alphabet(vocabulary.bytes[id]), id});
  Json merges = Json::array();
  const auto spelled = [&](TokenId id) {
    return to_byte_alphabet(vocabulary.bytes[static_cast<std::size_t>(id)]);
  };
  for (const auto& [left, right] : vocabulary.merges)
    merges.push_back(spelled(left) + " " + spelled(right));
  const auto split = [](const char* at, const char* behavior) {
    return Json{{"type", "Split"},
                {"pattern", {{"String", at}}},
                {"behavior", behavior},
                {"invert", false}};
  };
  const Json splits = Json::array(
      {split("\x1f", "Removed"), split(" ", "MergedWithNext"), byte_level_json<Json>()});
  const Json json = {
      {"version", "1.0"},
      {"truncation", nullptr},
      {"padding", nullptr},
      {"added_tokens", Json::array()},
      {"normalizer", nullptr},
      {"pre_tokenizer", {{"type", "Sequence"}, {"pretokenizers", splits}}},
      {"post_processor", nullptr},
      {"decoder", byte_level_json<Json>()},
      {"model", byte_pair_model_json<Json>(std::move(vocab), std::move(merges), true)}};
  return json.dump(1) + "\n";
}

Vocabulary parse_tokenizer_json(std::string_view json, std::string_view source_name) {
  return NanoTokenizerReader(source_name).read(json);
}

}  // namespace modus::neural
