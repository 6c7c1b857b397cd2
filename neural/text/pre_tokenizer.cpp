#include "neural/text/pre_tokenizer.h"

#include <algorithm>
#include <array>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::neural {
namespace {

// As the models' own tokenizer files have them, but for the two line-end characters, which some
// files hold as they are and which are escaped here.
constexpr std::string_view kLlama3Pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*)"
    R"(|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr std::string_view kQwen2Pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*)"
    R"(|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr std::string_view kLineEndPattern = R"([\r\n])";
// Letters with case, as Unicode had them when DeepSeek made its list.
constexpr std::string_view kCasedWordPattern =
    R"(\s?)"
    "[A-Za-z\u00B5\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u01BA\u01BC-\u01BF\u01C4-\u0293\u0295-\u02AF"
    "\u0370-\u0373\u0376\u0377\u037B-\u037D\u037F\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-"
    "\u03F5\u03F7-\u0481\u048A-\u052F\u0531-\u0556\u10A0-\u10C5\u13A0-\u13F5\u13F8-\u13FD\u1C90-"
    "\u1CBA\u1CBD-\u1CBF\u1D00-\u1D2B\u1D6B-\u1D77\u1D79-\u1D9A\u1E00-\u1F15\u1F18-\u1F1D\u1F20-"
    "\u1F45\u1F48-\u1F4D\u1F50-\u1F57\u1F59\u1F5B\u1F5D\u1F5F-\u1F7D\u1F80-\u1FB4\u1FB6-\u1FBC"
    "\u1FBE\u1FC2-\u1FC4\u1FC6-\u1FCC\u1FD0-\u1FD3\u1FD6-\u1FDB\u1FE0-\u1FEC\u1FF2-\u1FF4\u1FF6-"
    "\u1FFC\u2102\u2107\u210A-\u2113\u2115\u2119-\u211D\u2124\u2126\u2128\u212A-\u212D\u212F-"
    "\u2134\u2139\u213C-\u213F\u2145-\u2149\u214E\u2183\u2184\u2C00-\u2C7B\u2C7E-\u2CE4\u2CEB-"
    "\u2CEE\u2CF2\u2CF3\uA640-\uA66D\uA680-\uA69B\uA722-\uA76F\uA771-\uA787\uA78B-\uA78E\uAB70-"
    "\uABBF\uFB00-\uFB06\uFB13-\uFB17\uFF21-\uFF3A\uFF41-\uFF5A\U00010400-\U0001044F\U000104B0-"
    "\U000104D3\U000104D8-\U000104FB\U00010C80-\U00010CB2\U00010CC0-\U00010CF2\U000118A0-"
    "\U000118DF\U0001E900-\U0001E943]+";
constexpr std::string_view kMarksPattern =
    R"(\s?)"
    "[!-/:-~\uFF01-\uFF0F\uFF1A-\uFF5E\u2018-\u201F\u3000-\u3002]+";
constexpr std::string_view kTrailingSpacePattern = R"(\s+$)";
constexpr std::string_view kAsianPattern = "[\u4E00-\u9FA5\u0800-\u4E00\uAC00-\uD7FF]+";
constexpr std::string_view kWordPattern = R"(\s?\p{L}+)";
constexpr std::string_view kPunctuationPattern = R"(\s?\p{P}+)";
constexpr std::string_view kThreeDigitsPattern = R"(\p{N}{1,3})";
constexpr std::string_view kHanAndKanaPattern = "[\u4E00-\u9FA5\u3040-\u309F\u30A0-\u30FF]+";
constexpr std::string_view kDeepSeek3Pattern =
    R"([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+)"
    R"(| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

constexpr std::array kKnownPatterns = {
    kGpt2Pattern,          kDigitPattern,      kDigitsPattern,    kLlama3Pattern,
    kQwen2Pattern,         kLineEndPattern,    kCasedWordPattern, kMarksPattern,
    kTrailingSpacePattern, kAsianPattern,      kWordPattern,      kPunctuationPattern,
    kThreeDigitsPattern,   kHanAndKanaPattern, kDeepSeek3Pattern,
};

std::string with_escaped_line_ends(std::string_view pattern) {
  std::string escaped;
  for (const char c : pattern) {
    if (c == '\r')
      escaped += "\\r";
    else if (c == '\n')
      escaped += "\\n";
    else
      escaped += c;
  }
  return escaped;
}

// White space by Unicode's property White_Space, which PCRE2's \s is not (it has U+180E).
std::string for_pcre2(std::string_view pattern) {
  // The same matches by leftmost choice, without trying every start in a run of spaces.
  if (pattern == kTrailingSpacePattern) return R"((?<![\t-\r\x{85}\p{Z}])[\t-\r\x{85}\p{Z}]++\z)";
  std::string translated;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const bool escape = c == '\\' && i + 1 < pattern.size();
    if (escape && pattern[i + 1] == 's') {
      translated += in_class ? R"(\t-\r\x{85}\p{Z})" : R"([\t-\r\x{85}\p{Z}])";
      ++i;
    } else if (escape && pattern[i + 1] == 'S') {
      translated += R"([^\t-\r\x{85}\p{Z}])";
      ++i;
    } else {
      if (c == '[') in_class = true;
      if (c == ']') in_class = false;
      translated += c;
      if (escape) translated += pattern[++i];
    }
  }
  return translated;
}

struct FreeCode {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeMatch {
  void operator()(pcre2_match_data* match) const { pcre2_match_data_free(match); }
};
using Code = std::unique_ptr<pcre2_code, FreeCode>;
using Match = std::unique_ptr<pcre2_match_data, FreeMatch>;

Code compiled(const std::string& pattern) {
  int error = 0;
  PCRE2_SIZE at = 0;
  Code code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), PCRE2_UTF,
                          &error, &at, nullptr));
  MODUS_CHECK(code != nullptr, "PCRE2 error {} at {} of {}", error, at, pattern);
  pcre2_jit_compile(code.get(), PCRE2_JIT_COMPLETE);  // without it matching is slower, not other
  return code;
}

// The next match at or behind `from`; false where there is none.
bool find(const pcre2_code* code, std::string_view text, std::size_t from,
          pcre2_match_data* match) {
  const int found = pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), from,
                                PCRE2_NO_UTF_CHECK, match, nullptr);
  if (found == PCRE2_ERROR_NOMATCH) return false;
  if (found <= 0)  // a limit of memory or steps
    throw IoError(fmt::format("a text of {} bytes cannot be cut into pieces (PCRE2 error {})",
                              text.size(), found));
  return true;
}

void isolate(const pcre2_code* code, std::string_view text, std::vector<std::string_view>& pieces) {
  const Match match(pcre2_match_data_create(1, nullptr));
  std::size_t done = 0;
  while (done < text.size() && find(code, text, done, match.get())) {
    const PCRE2_SIZE* const span = pcre2_get_ovector_pointer(match.get());
    MODUS_CHECK(span[1] > span[0], "a pattern matched nothing at {}", span[0]);
    if (span[0] > done) pieces.push_back(text.substr(done, span[0] - done));
    pieces.push_back(text.substr(span[0], span[1] - span[0]));
    done = span[1];
  }
  if (done < text.size()) pieces.push_back(text.substr(done));
}

}  // namespace

std::optional<std::vector<std::string>> patterns_named(std::string_view name) {
  const auto strings = [](std::initializer_list<std::string_view> patterns) {
    return std::vector<std::string>(patterns.begin(), patterns.end());
  };
  if (name == "gpt-2" || name == "gpt2" || name == "olmo" || name == "mpt")
    return strings({kGpt2Pattern});
  if (name == "smollm" || name == "starcoder" || name == "refact" || name == "codeshell")
    return strings({kDigitPattern, kGpt2Pattern});
  if (name == "qwen2" || name == "deepseek-r1-qwen") return strings({kQwen2Pattern});
  if (name == "llama-bpe" || name == "llama3" || name == "llama-v3")
    return strings({kLlama3Pattern});
  if (name == "deepseek-llm")
    return strings({kLineEndPattern, kCasedWordPattern, kMarksPattern, kTrailingSpacePattern,
                    kAsianPattern, kDigitPattern});
  if (name == "deepseek-coder")
    return strings(
        {kLineEndPattern, kWordPattern, kPunctuationPattern, kAsianPattern, kDigitPattern});
  if (name == "deepseek-v3")
    return strings({kThreeDigitsPattern, kHanAndKanaPattern, kDeepSeek3Pattern});
  return std::nullopt;
}

struct PreTokenizer::Expressions {
  std::vector<Code> codes;
};

PreTokenizer::PreTokenizer(std::span<const std::string> patterns) {
  auto made = std::make_shared<Expressions>();
  for (const std::string& pattern : patterns) {
    const std::string escaped = with_escaped_line_ends(pattern);
    const auto known = std::find(kKnownPatterns.begin(), kKnownPatterns.end(), escaped);
    if (known == kKnownPatterns.end())
      throw ConfigError(fmt::format(
          "the pre-tokenizer `{}` is not known; known are those of GPT-2, SmolLM, Qwen2, Llama 3 "
          "and DeepSeek",
          escaped));
    made->codes.push_back(compiled(for_pcre2(*known)));
  }
  expressions_ = std::move(made);
}

std::vector<std::string_view> PreTokenizer::split(std::string_view text) const {
  std::vector<std::string_view> pieces;
  if (!text.empty()) pieces.push_back(text);
  for (const Code& code : expressions_->codes) {
    std::vector<std::string_view> finer;
    for (const std::string_view piece : pieces) isolate(code.get(), piece, finer);
    pieces = std::move(finer);
  }
  return pieces;
}

}  // namespace modus::neural
