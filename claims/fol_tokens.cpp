#include "claims/fol_tokens.h"

#include <array>

#include <fmt/core.h>

#include "base/error.h"
#include "claims/parse.h"

namespace modus::claims {
namespace {

struct Spelling {
  std::string_view text;
  FolSign sign;
};

// Longer spellings before their beginnings.
constexpr std::array<Spelling, 45> kFolSpellings = {{
    {"<->", FolSign::kIff},     {"<=>", FolSign::kIff},    {"↔", FolSign::kIff},
    {"⟷", FolSign::kIff},       {"⇔", FolSign::kIff},      {"⟺", FolSign::kIff},
    {"≡", FolSign::kIff},       {"->", FolSign::kImplies}, {"=>", FolSign::kImplies},
    {"→", FolSign::kImplies},   {"⟶", FolSign::kImplies},  {"⇒", FolSign::kImplies},
    {"⟹", FolSign::kImplies},   {"⊃", FolSign::kImplies},  {"⊕", FolSign::kXor},
    {"⊻", FolSign::kXor},       {"∧", FolSign::kAnd},      {"&&", FolSign::kAnd},
    {"&", FolSign::kAnd},       {"^", FolSign::kAnd},      {"/\\", FolSign::kAnd},
    {"∨", FolSign::kOr},        {"||", FolSign::kOr},      {"|", FolSign::kOr},
    {"\\/", FolSign::kOr},      {"∀", FolSign::kForall},   {"∃", FolSign::kExists},
    {"!=", FolSign::kNotEqual}, {"≠", FolSign::kNotEqual}, {"=", FolSign::kEqual},
    {"¬", FolSign::kNot},       {"~", FolSign::kNot},      {"!", FolSign::kNot},
    {"(", FolSign::kOpen},      {"[", FolSign::kOpen},     {")", FolSign::kClose},
    {"]", FolSign::kClose},     {",", FolSign::kComma},    {".", FolSign::kStop},
    {":", FolSign::kStop},      {"（", FolSign::kOpen},    {"）", FolSign::kClose},
    {"，", FolSign::kComma},    {"∼", FolSign::kNot},      {"⋀", FolSign::kAnd},
}};

constexpr std::array<std::string_view, 6> kSpaces = {" ", "\t", "\r", "\n", "\u00a0", "\u200b"};
constexpr std::array<std::string_view, 4> kInner = {"-", ".", "'", "’"};  // inside a name

std::size_t code_point_bytes(unsigned char first) {
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

class FolScanner {
 public:
  FolScanner(std::string_view text, std::string_view source_name)
      : text_(text), source_name_(source_name) {
    end_ = text_.find_last_not_of(" \t\r\n");
    end_ = end_ == std::string_view::npos ? 0 : end_ + 1;
    if (end_ > 0 && text_[end_ - 1] == '.') --end_;
  }

  std::vector<FolToken> scan() {
    while (at_ < end_) {
      if (const std::size_t space = space_at(at_)) {
        at_ += space;
        continue;
      }
      if (tokens_.size() >= kMaxTokens)
        fail(at_, fmt::format("more than {} tokens: write several formulas", kMaxTokens));
      if (const Spelling* sign = sign_at(at_)) {
        push(sign->sign, sign->text.size());
      } else if (const std::size_t length = name_length(at_)) {
        push(FolSign::kName, length);
      } else {
        const std::size_t bytes = code_point_bytes(static_cast<unsigned char>(text_[at_]));
        fail(at_, fmt::format("`{}` is no sign of this notation; its signs are ¬ ∧ ∨ ⊕ → ↔ ∀ ∃ = ≠",
                              text_.substr(at_, bytes)));
      }
    }
    tokens_.push_back({FolSign::kEnd, text_.substr(end_, 0), {end_, end_}});
    return std::move(tokens_);
  }

 private:
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    throw ParseError(source_name_, text_, offset, message);
  }

  void push(FolSign sign, std::size_t length) {
    tokens_.push_back({sign, text_.substr(at_, length), {at_, at_ + length}});
    at_ += length;
  }

  std::string_view rest(std::size_t at) const { return text_.substr(at, end_ - at); }

  // Most places are looked at in vain, for each of the spellings: the first byte tells.
  bool stands_at(std::size_t at, std::string_view spelling) const {
    return at < end_ && text_[at] == spelling.front() && rest(at).starts_with(spelling);
  }

  std::size_t space_at(std::size_t at) const {
    for (const std::string_view space : kSpaces)
      if (stands_at(at, space)) return space.size();
    return 0;
  }

  const Spelling* sign_at(std::size_t at) const {
    for (const Spelling& spelling : kFolSpellings)
      if (stands_at(at, spelling.text)) return &spelling;
    return nullptr;
  }

  // Bytes of the letter, digit or underscore at this place; letters of other alphabets count.
  std::size_t word_character(std::size_t at) const {
    if (at >= end_) return 0;
    const auto c = static_cast<unsigned char>(text_[at]);
    const bool ascii =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    if (c < 0x80) return ascii ? 1 : 0;
    if (space_at(at) != 0 || sign_at(at) != nullptr || inner_at(at) != 0) return 0;
    return c >= 0xc3 && c <= 0xd4 ? 2 : 0;  // U+00C0 to U+052F: Latin, Greek, Cyrillic
  }

  std::size_t inner_at(std::size_t at) const {
    for (const std::string_view inner : kInner)
      if (stands_at(at, inner)) return inner.size();
    return 0;
  }

  // The variable behind a quantifier is a plain word: `∀x.P(x)` is no name `x.P`.
  bool behind_quantifier() const {
    return !tokens_.empty() &&
           (tokens_.back().sign == FolSign::kForall || tokens_.back().sign == FolSign::kExists);
  }

  std::size_t name_length(std::size_t begin) const {
    std::size_t at = begin;
    const bool plain = behind_quantifier();
    while (true) {
      if (const std::size_t length = word_character(at)) {
        at += length;
        continue;
      }
      const std::size_t inner = at < end_ && !plain ? inner_at(at) : 0;
      if (at == begin || inner == 0 || word_character(at + inner) == 0) break;
      at += inner;
    }
    while (at > begin && at < end_ && text_[at] == '+') ++at;
    return at - begin;
  }

  std::string_view text_;
  std::string_view source_name_;
  std::size_t end_ = 0;
  std::size_t at_ = 0;
  std::vector<FolToken> tokens_;
};

}  // namespace

std::vector<FolToken> fol_tokens(std::string_view text, std::string_view source_name) {
  return FolScanner(text, source_name).scan();
}

}  // namespace modus::claims
