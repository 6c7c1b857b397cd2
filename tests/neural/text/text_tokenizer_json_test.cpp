#include "neural/text/text_tokenizer_json.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

const std::string kJson = R"({
  "version": "1.0",
  "added_tokens": [
    {"id": 4, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false,
     "normalized": false, "special": true},
    {"id": 5, "content": "<think>", "single_word": false, "lstrip": true, "rstrip": false,
     "normalized": true, "special": false}],
  "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"}]},
  "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
    {"type": "Digits", "individual_digits": true},
    {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}]},
  "post_processor": {"type": "TemplateProcessing",
    "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
    "pair": [], "special_tokens": {}},
  "decoder": {"type": "ByteLevel"},
  "model": {"type": "BPE", "dropout": null, "unk_token": null, "byte_fallback": false,
    "ignore_merges": true,
    "vocab": {"a": 0, "b": 1, "ab": 2, "aba": 3}, "merges": ["a b", ["ab", "a"]]}
})";

std::string with(const std::string& from, const std::string& to) {
  std::string json = kJson;
  const std::size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return json.replace(at, from.size(), to);
}

std::string refusal(const std::string& json) {
  try {
    TextTokenizer(parse_text_tokenizer_json(json, "t.json"));
    return "";
  } catch (const IoError& error) {
    return error.what();
  }
}

TEST(TextTokenizerJson, IsRead) {
  const TokenizerFile file = parse_text_tokenizer_json(kJson, "t.json");
  EXPECT_EQ(file.tokens.size(), 4u);
  EXPECT_EQ(file.merges,
            (std::vector<std::pair<std::string, std::string>>{{"a", "b"}, {"ab", "a"}}));
  EXPECT_EQ(file.patterns.size(), 2u);
  EXPECT_TRUE(file.nfc);
  EXPECT_TRUE(file.ignore_merges);
  EXPECT_EQ(file.prefix, std::vector<TokenId>{4});
  ASSERT_EQ(file.added.size(), 2u);
  EXPECT_TRUE(file.added[0].control);
  EXPECT_TRUE(file.added[1].takes_space_before && file.added[1].normalized);
  EXPECT_EQ(TextTokenizer(file).encode("abaab<s>", Controls::kAsTokens),
            (std::vector<TokenId>{3, 2, 4}));
}

TEST(TextTokenizerJson, RefusesWhatWouldChangeIds) {
  EXPECT_EQ(refusal(kJson), "");
  EXPECT_EQ(refusal(with("\"BPE\"", "\"WordPiece\"")),
            "t.json: a tokenizer whose model is not BPE cannot be read");
  EXPECT_NE(refusal(with("\"NFC\"", "\"Lowercase\"")).find("normalizer Lowercase"),
            std::string::npos);
  EXPECT_NE(refusal(with("\"Digits\"", "\"Metaspace\"")).find("pre-tokenizer Metaspace"),
            std::string::npos);
  EXPECT_NE(
      refusal(with("\"byte_fallback\": false", "\"byte_fallback\": true")).find("byte_fallback"),
      std::string::npos);
  EXPECT_NE(refusal(with("\"unk_token\": null", "\"unk_token\": \"a\"")).find("unk_token"),
            std::string::npos);
  EXPECT_NE(refusal(with("\"single_word\": false", "\"single_word\": true")).find("single_word"),
            std::string::npos);
  EXPECT_NE(refusal(with("\"add_prefix_space\": false, ", "")).find("add_prefix_space"),
            std::string::npos);
  EXPECT_NE(refusal(with("{\"type\": \"Digits\", \"individual_digits\": true}",
                         "{\"type\": \"Split\", \"pattern\": {\"Regex\": \"(x+)+\"}, "
                         "\"behavior\": \"Isolated\", \"invert\": false}"))
                .find("`(x+)+` is not known"),
            std::string::npos);
}

TEST(TextTokenizerJson, RefusesBrokenFiles) {
  EXPECT_EQ(refusal("{"), "t.json: no JSON");
  EXPECT_EQ(refusal("[]"), "t.json: `model` is missing or of another kind");
  EXPECT_EQ(refusal(std::string(40, '[') + std::string(40, ']')), "t.json: nested deeper than 32");
  EXPECT_EQ(refusal(with("\"b\": 1", "\"a\": 1")), "t.json: the key `a` stands twice in an object");
  EXPECT_NE(refusal(with("\"b\": 1", "\"b\": 0")).find("two tokens have the id 0"),
            std::string::npos);
  for (const char* id : {"-1", "1.5", "1048576", "99999999999999999999", "\"1\"", "null"})
    EXPECT_NE(refusal(with("\"b\": 1", std::string("\"b\": ") + id)).find("token `b`: its id"),
              std::string::npos)
        << id;
  for (const char* merge : {"\"ab\"", "5", "[\"a\"]", "[\"a\", 5]", "\"\"", "\" b\"", "\"a \""})
    EXPECT_NE(refusal(with("\"a b\"", merge)).find("merge 0 is not two tokens"), std::string::npos)
        << merge;
  EXPECT_NE(refusal(with("\"a b\"", "\"a c\"")).find("`c` is no token"), std::string::npos);
  EXPECT_NE(refusal(with("\"a b\"", "\"b a\"")).find("`ba` is no token"), std::string::npos);
  EXPECT_NE(refusal(with("{\"id\": \"<s>\"", "{\"id\": \"<t>\"")).find("`<t>` is no added token"),
            std::string::npos);
}

TEST(TextTokenizerJson, ConfigSaysWhatBeginsAndEnds) {
  TokenizerFile file =
      parse_text_tokenizer_json(with("\"TemplateProcessing\"", "\"ByteLevel\""), "t");
  EXPECT_TRUE(file.prefix.empty());
  add_tokenizer_config(R"({"add_bos_token": true, "bos_token": {"content": "<s>"},
                           "eos_token": "<s>", "chat_template": "{{ x }}"})",
                       "c.json", file);
  EXPECT_EQ(file.prefix, std::vector<TokenId>{4});
  EXPECT_EQ(file.ends, std::vector<TokenId>{4});
  EXPECT_EQ(file.chat_template, "{{ x }}");
  EXPECT_THROW(add_tokenizer_config("[]", "c.json", file), IoError);
}

}  // namespace
}  // namespace modus::neural
