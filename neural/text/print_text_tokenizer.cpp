#include "neural/text/print_text_tokenizer.h"

#include <nlohmann/json.hpp>

#include "neural/byte_level_json.h"

namespace modus::neural {
namespace {

using JsonMap = nlohmann::json;

// The spelling of a token, "" where the id is nobody's.
std::string spelling_of(TokenId id, const TokenizerFile& file) {
  for (const AddedToken& token : file.added)
    if (token.id == id) return token.text;
  for (const auto& [text, other] : file.tokens)
    if (other == id) return text;
  return "";
}

JsonMap model_of(const TokenizerFile& file) {
  JsonMap vocab = JsonMap::object(), merges = JsonMap::array();
  for (const auto& [text, id] : file.tokens) vocab[text] = id;
  for (const AddedToken& token : file.added) vocab[token.text] = token.id;
  for (const auto& [left, right] : file.merges) merges.push_back({left, right});
  return byte_pair_model_json<JsonMap>(std::move(vocab), std::move(merges), file.ignore_merges);
}

JsonMap added_of(const TokenizerFile& file) {
  JsonMap added = JsonMap::array();
  for (const AddedToken& token : file.added)
    added.push_back({{"id", token.id},
                     {"content", token.text},
                     {"single_word", false},
                     {"lstrip", token.takes_space_before},
                     {"rstrip", token.takes_space_behind},
                     {"normalized", token.normalized},
                     {"special", token.control}});
  return added;
}

JsonMap pre_tokenizer_of(const TokenizerFile& file) {
  JsonMap parts = JsonMap::array();
  for (const std::string& pattern : file.patterns)
    parts.push_back({{"type", "Split"},
                     {"pattern", {{"Regex", pattern}}},
                     {"behavior", "Isolated"},
                     {"invert", false}});
  parts.push_back(byte_level_json<JsonMap>());
  return {{"type", "Sequence"}, {"pretokenizers", std::move(parts)}};
}

JsonMap post_processor_of(const TokenizerFile& file) {
  if (file.prefix.empty()) return byte_level_json<JsonMap>();
  JsonMap single = JsonMap::array(), special = JsonMap::object();
  for (const TokenId id : file.prefix) {
    const std::string text = spelling_of(id, file);
    single.push_back({{"SpecialToken", {{"id", text}, {"type_id", 0}}}});
    special[text] = {{"id", text}, {"ids", {id}}, {"tokens", {text}}};
  }
  single.push_back({{"Sequence", {{"id", "A"}, {"type_id", 0}}}});
  JsonMap pair = single;
  pair.push_back({{"Sequence", {{"id", "B"}, {"type_id", 1}}}});
  return {{"type", "TemplateProcessing"},
          {"single", std::move(single)},
          {"pair", std::move(pair)},
          {"special_tokens", std::move(special)}};
}

}  // namespace

std::string print_text_tokenizer_json(const TokenizerFile& file) {
  const JsonMap json = {{"version", "1.0"},
                        {"truncation", nullptr},
                        {"padding", nullptr},
                        {"added_tokens", added_of(file)},
                        {"normalizer", file.nfc ? JsonMap{{"type", "NFC"}} : JsonMap()},
                        {"pre_tokenizer", pre_tokenizer_of(file)},
                        {"post_processor", post_processor_of(file)},
                        {"decoder", byte_level_json<JsonMap>()},
                        {"model", model_of(file)}};
  return json.dump();
}

std::string print_tokenizer_config(const TokenizerFile& file) {
  JsonMap json = {{"tokenizer_class", "PreTrainedTokenizerFast"},
                  {"add_bos_token", !file.prefix.empty()},
                  {"clean_up_tokenization_spaces", false}};
  if (!file.prefix.empty()) json["bos_token"] = spelling_of(file.prefix.front(), file);
  if (!file.ends.empty()) json["eos_token"] = spelling_of(file.ends.front(), file);
  if (!file.chat_template.empty()) json["chat_template"] = file.chat_template;
  return json.dump(2) + "\n";
}

std::string print_generation_config(const TokenizerFile& file) {
  JsonMap json = {{"eos_token_id", file.ends}};
  if (!file.prefix.empty()) json["bos_token_id"] = file.prefix.front();
  return json.dump(2) + "\n";
}

}  // namespace modus::neural
