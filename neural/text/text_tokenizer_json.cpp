#include "neural/text/text_tokenizer_json.h"

#include <algorithm>
#include <filesystem>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "neural/json_depth.h"
#include "neural/text/pre_tokenizer.h"
#include "neural/tokenizer_json.h"

namespace modus::neural {
namespace {

using JsonMap = nlohmann::json;
constexpr std::size_t kMaxTextTokenizerDepth = 32;

[[noreturn]] void fail(std::string_view source, const std::string& message) {
  throw IoError(fmt::format("{}: {}", source, message));
}

// No key stands twice in an object: which one counts would be anybody's guess.
JsonMap parse(std::string_view text, std::string_view source) {
  if (json_depth(text) > kMaxTextTokenizerDepth)
    fail(source, fmt::format("nested deeper than {}", kMaxTextTokenizerDepth));
  std::vector<std::unordered_set<std::string>> keys;
  std::string twice;
  const auto watch = [&](int, JsonMap::parse_event_t event, JsonMap& parsed) {
    if (event == JsonMap::parse_event_t::object_start) keys.emplace_back();
    if (event == JsonMap::parse_event_t::object_end) keys.pop_back();
    if (event == JsonMap::parse_event_t::key &&
        !keys.back().insert(parsed.get<std::string>()).second)
      twice = parsed.get<std::string>();
    return true;
  };
  JsonMap json = JsonMap::parse(text, watch, false);
  if (json.is_discarded()) fail(source, "no JSON");
  if (!twice.empty()) fail(source, fmt::format("the key `{}` stands twice in an object", twice));
  return json;
}

class TokenizerReader {
 public:
  TokenizerReader(std::string_view source, TokenizerFile& file) : source_(source), file_(file) {}

  void read(const JsonMap& json) {
    const JsonMap& model = member(json, "model", JsonMap::value_t::object);
    read_model(model);
    read_tokens(member(model, "vocab", JsonMap::value_t::object));
    read_merges(member(model, "merges", JsonMap::value_t::array));
    read_added(json.value("added_tokens", JsonMap::array()));
    read_normalizer(json.value("normalizer", JsonMap()));
    read_pre_tokenizer(json.value("pre_tokenizer", JsonMap()));
    if (file_.patterns.empty() && !byte_level_) refuse("without a pre-tokenizer ByteLevel");
    read_post_processor(json.value("post_processor", JsonMap()));
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    fail(source_, fmt::format("a tokenizer {} cannot be read", what));
  }

  const JsonMap& member(const JsonMap& object, const char* key, JsonMap::value_t type) const {
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (found == object.end() || found->type() != type)
      fail(source_, fmt::format("`{}` is missing or of another kind", key));
    return *found;
  }

  // The type of a normalizer, pre-tokenizer or post-processor; "" for null.
  std::string type_of(const JsonMap& json) const {
    return json.is_null() ? "" : member(json, "type", JsonMap::value_t::string).get<std::string>();
  }

  bool flag(const JsonMap& object, const char* key, bool otherwise) const {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return otherwise;
    if (!found->is_boolean()) fail(source_, fmt::format("`{}` is neither true nor false", key));
    return found->get<bool>();
  }

  TokenId id_of(const JsonMap& value, const std::string& token) const {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() >= kMaxVocabulary)
      fail(source_,
           fmt::format("token `{}`: its id is not between 0 and {}", token, kMaxVocabulary - 1));
    return value.get<TokenId>();
  }

  void read_model(const JsonMap& model) {
    if (const auto type = model.find("type"); type != model.end() && *type != "BPE")
      refuse("whose model is not BPE");
    for (const char* key : {"continuing_subword_prefix", "end_of_word_suffix"})
      if (const auto found = model.find(key);
          found != model.end() && !found->is_null() && *found != "")
        refuse(fmt::format("with `{}`", key));
    if (flag(model, "byte_fallback", false)) refuse("with `byte_fallback`");
    if (const auto unknown = model.find("unk_token"); unknown != model.end() && !unknown->is_null())
      refuse("with `unk_token`");
    file_.ignore_merges = flag(model, "ignore_merges", false);
  }

  void read_tokens(const JsonMap& vocab) {
    if (vocab.size() > kMaxVocabulary)
      fail(source_, fmt::format("more than {} tokens", kMaxVocabulary));
    for (const auto& [key, value] : vocab.items())
      file_.tokens.emplace_back(key, id_of(value, key));
  }

  void read_merges(const JsonMap& merges) {
    for (const JsonMap& merge : merges) {
      std::string left, right;
      if (merge.is_string()) {
        const std::string& text = merge.get_ref<const std::string&>();
        const std::size_t space = std::min(text.find(' '), text.size());
        left = text.substr(0, space);
        right = space < text.size() ? text.substr(space + 1) : "";
      } else if (merge.is_array() && merge.size() == 2 && merge[0].is_string() &&
                 merge[1].is_string()) {
        left = merge[0].get<std::string>();
        right = merge[1].get<std::string>();
      }
      if (left.empty() || right.empty())
        fail(source_, fmt::format("merge {} is not two tokens", file_.merges.size()));
      file_.merges.emplace_back(std::move(left), std::move(right));
    }
  }

  void read_added(const JsonMap& added) {
    if (!added.is_array()) fail(source_, "`added_tokens` is no list");
    for (const JsonMap& entry : added) {
      AddedToken token;
      token.text = member(entry, "content", JsonMap::value_t::string).get<std::string>();
      token.id = id_of(entry.value("id", JsonMap()), token.text);
      token.control = flag(entry, "special", false);
      token.normalized = flag(entry, "normalized", !token.control);
      token.takes_space_before = flag(entry, "lstrip", false);
      token.takes_space_behind = flag(entry, "rstrip", false);
      if (flag(entry, "single_word", false))
        refuse(fmt::format("with `single_word` (token `{}`)", token.text));
      file_.added.push_back(std::move(token));
    }
  }

  void read_normalizer(const JsonMap& normalizer) {
    const std::string type = type_of(normalizer);
    if (type == "NFC") {
      file_.nfc = true;
    } else if (type == "Sequence") {
      for (const JsonMap& part : member(normalizer, "normalizers", JsonMap::value_t::array))
        read_normalizer(part);
    } else if (!type.empty()) {
      refuse(fmt::format("with the normalizer {}", type));
    }
  }

  void read_pre_tokenizer(const JsonMap& json) {
    const std::string type = type_of(json);
    if (type == "Sequence") {
      for (const JsonMap& part : member(json, "pretokenizers", JsonMap::value_t::array))
        read_pre_tokenizer(part);
    } else if (byte_level_ && !type.empty()) {
      refuse(fmt::format("with the pre-tokenizer {} behind ByteLevel", type));
    } else if (type == "ByteLevel") {
      byte_level_ = true;
      if (flag(json, "add_prefix_space", true)) refuse("with `add_prefix_space`");
      if (flag(json, "use_regex", true)) file_.patterns.emplace_back(kGpt2Pattern);
    } else if (type == "Digits") {
      file_.patterns.emplace_back(flag(json, "individual_digits", false) ? kDigitPattern
                                                                         : kDigitsPattern);
    } else if (type == "Split") {
      const JsonMap& pattern = member(json, "pattern", JsonMap::value_t::object);
      if (json.value("behavior", JsonMap()) != "Isolated" || flag(json, "invert", false))
        refuse("with a Split that does not isolate its matches");
      file_.patterns.push_back(
          member(pattern, "Regex", JsonMap::value_t::string).get<std::string>());
    } else if (!type.empty()) {
      refuse(fmt::format("with the pre-tokenizer {}", type));
    }
  }

  void read_post_processor(const JsonMap& json) {
    const std::string type = type_of(json);
    if (type == "Sequence") {
      for (const JsonMap& part : member(json, "processors", JsonMap::value_t::array))
        read_post_processor(part);
    } else if (type == "TemplateProcessing") {
      read_template(member(json, "single", JsonMap::value_t::array));
    } else if (!type.empty() && type != "ByteLevel") {
      refuse(fmt::format("with the post-processor {}", type));
    }
  }

  void read_template(const JsonMap& single) {
    bool behind_text = false;
    for (const JsonMap& part : single) {
      if (part.contains("Sequence")) {
        behind_text = true;
        continue;
      }
      const JsonMap& special = member(part, "SpecialToken", JsonMap::value_t::object);
      const std::string text = member(special, "id", JsonMap::value_t::string).get<std::string>();
      if (behind_text) refuse(fmt::format("that puts `{}` behind a text", text));
      const auto found = std::find_if(file_.added.begin(), file_.added.end(),
                                      [&](const AddedToken& token) { return token.text == text; });
      if (found == file_.added.end())
        fail(source_, fmt::format("the post-processor's `{}` is no added token", text));
      file_.prefix.push_back(found->id);
    }
  }

  std::string source_;
  TokenizerFile& file_;
  bool byte_level_ = false;
};

// "bos_token": "<s>" or {"content": "<s>", ...}.
std::optional<TokenId> token_named(const JsonMap& config, const char* key,
                                   const TokenizerFile& file) {
  auto value = config.find(key);
  if (value == config.end()) return std::nullopt;
  const JsonMap& text = value->is_object() ? value->value("content", JsonMap()) : *value;
  for (const AddedToken& token : file.added)
    if (text == token.text) return token.id;
  return std::nullopt;
}

}  // namespace

TokenizerFile parse_text_tokenizer_json(std::string_view json, std::string_view source_name) {
  TokenizerFile file;
  file.name = source_name;
  TokenizerReader(source_name, file).read(parse(json, source_name));
  return file;
}

void add_tokenizer_config(std::string_view json, std::string_view source_name,
                          TokenizerFile& file) {
  const JsonMap config = parse(json, source_name);
  if (!config.is_object()) fail(source_name, "no object");
  if (const auto end = token_named(config, "eos_token", file)) file.ends.push_back(*end);
  const auto begin = token_named(config, "bos_token", file);
  if (begin && file.prefix.empty() && config.value("add_bos_token", JsonMap()) == true)
    file.prefix.push_back(*begin);
  if (const auto chat = config.find("chat_template"); chat != config.end() && chat->is_string())
    file.chat_template = chat->get<std::string>();
}

void add_generation_config(std::string_view json, std::string_view source_name,
                           TokenizerFile& file) {
  const JsonMap config = parse(json, source_name);
  if (!config.is_object()) fail(source_name, "no object");
  const JsonMap ends = config.value("eos_token_id", JsonMap());
  for (const JsonMap& end : ends.is_array()  ? ends
                            : ends.is_null() ? JsonMap::array()
                                             : JsonMap::array({ends})) {
    if (!end.is_number_unsigned() || end.get<std::uint64_t>() >= kMaxVocabulary)
      fail(source_name, fmt::format("`eos_token_id` is not between 0 and {}", kMaxVocabulary - 1));
    const auto id = end.get<TokenId>();
    if (std::ranges::find(file.ends, id) == file.ends.end()) file.ends.push_back(id);
  }
}

TokenizerFile read_text_tokenizer_file(const std::string& folder) {
  const std::string path = folder + "/tokenizer.json", config = folder + "/tokenizer_config.json";
  const std::string generation = folder + "/generation_config.json";
  TokenizerFile file = parse_text_tokenizer_json(read_text(path, kMaxTokenizerBytes), path);
  if (std::filesystem::exists(config))
    add_tokenizer_config(read_text(config, kMaxTokenizerBytes), config, file);
  if (std::filesystem::exists(generation))
    add_generation_config(read_text(generation, kMaxTokenizerBytes), generation, file);
  return file;
}

TextTokenizer load_text_tokenizer(const std::string& folder) {
  return TextTokenizer(read_text_tokenizer_file(folder));
}

}  // namespace modus::neural
