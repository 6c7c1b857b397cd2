#include <algorithm>
#include <array>
#include <utility>

#include "neural/normalise.h"
#include "neural/normalise_word.h"

namespace modus::neural {
namespace {

// Typographic signs and the plain ones that they stand for.
constexpr std::array kPlainSigns = std::to_array<std::pair<std::string_view, char>>({
    {"\u2018", '\''},
    {"\u2019", '\''},
    {"\u201c", '"'},
    {"\u201d", '"'},
    {"\u2010", '-'},
    {"\u2011", '-'},
    {"\u2013", '-'},
    {"\u2014", '-'},
    {"\u2212", '-'},
    {"\u00d7", '*'},
    {"\u00f7", '/'},
    {"\u00a0", ' '},
    {"\u202f", ' '},
});

// Contractions whose stem is not what stands before n't.
constexpr std::array kNegated = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"ca", "can"}, {"wo", "will"}, {"sha", "shall"}, {"ai", "is"}});

struct Sign {
  char plain = 0;         // 0: no ASCII sign
  std::size_t bytes = 1;  // in the text
};

class TextScanner {
 public:
  explicit TextScanner(std::string_view text) : text_(text) {}

  std::vector<Piece> run() {
    while (at_ < text_.size()) {
      const Sign sign = sign_at(at_);
      if (is_letter_at(at_)) {
        word();
        end_of_word_ = at_;
      } else if (is_ascii_digit(text_[at_])) {
        number();
      } else if (sign.plain != 0 && is_blank_or_control(sign.plain)) {
        at_ += sign.bytes;
      } else {
        punctuation(sign);
      }
    }
    return std::move(pieces_);
  }

 private:
  char look(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  Sign sign_at(std::size_t at) const {
    if (at >= text_.size()) return {' ', 1};
    if (static_cast<unsigned char>(text_[at]) < 0x80) return {text_[at], 1};
    for (const auto& [written, plain] : kPlainSigns)
      if (text_.substr(at).starts_with(written)) return {plain, written.size()};
    return {0, code_point_bytes(text_.substr(at))};
  }

  // Letters of other alphabets are recognised by not being general punctuation (U+2000 to U+2BFF,
  // U+3000 to U+303F) or Latin-1 signs (U+00A0 to U+00BF).
  bool is_letter_at(std::size_t at) const {
    const Sign sign = sign_at(at);
    if (sign.plain != 0) return is_ascii_lower(sign.plain) || is_ascii_upper(sign.plain);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text_[at + i]); };
    if (sign.bytes == 2 && byte(0) == 0xC2) return false;
    if (sign.bytes == 3 && byte(0) == 0xE2) return byte(1) >= 0xB0;
    return !(sign.bytes == 3 && byte(0) == 0xE3 && byte(1) == 0x80);
  }

  // The run of letters at `from`, in lower case.
  std::pair<std::string, std::size_t> letters(std::size_t from) const {
    std::string lower;
    while (is_letter_at(from)) {
      const std::size_t bytes = sign_at(from).bytes;
      for (std::size_t i = 0; i < bytes; ++i) {
        const char c = text_[from + i];
        lower += is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
      }
      from += bytes;
    }
    return {std::move(lower), from};
  }

  void word() {
    auto [lower, end] = letters(at_);
    const Sign sign = sign_at(end);
    if (sign.plain != '\'' || !is_letter_at(end + sign.bytes)) {
      add_word(lower, {at_, end, true}, pieces_);
      at_ = end;
      return;
    }
    const auto [tail, tail_end] = letters(end + sign.bytes);
    if (tail == "t" && lower.size() > 2 && lower.back() == 'n') {
      negated(lower.substr(0, lower.size() - 1), end, tail_end);
    } else {
      add_word(lower, {at_, end, true}, pieces_);
      add_cut("'" + tail, {end, tail_end, false}, pieces_);
    }
    at_ = tail_end;
  }

  // isn't: is not.
  void negated(std::string_view stem, std::size_t joint, std::size_t end) {
    for (const auto& [contracted, full] : kNegated)
      if (stem == contracted) stem = full;
    add_word(stem, {at_, joint - 1, true}, pieces_);
    pieces_.push_back({"not", true, joint - 1, end});
  }

  std::size_t end_of_digits(std::size_t from) const {
    while (is_ascii_digit(look(from))) ++from;
    return from;
  }

  void number() {
    bool begins_word =
        at_ == 0 || !(is_ascii_lower(text_[at_ - 1]) || is_ascii_upper(text_[at_ - 1]));
    std::size_t end = end_of_digits(at_);
    // 1,200: groups of three.
    if (end - at_ <= 3)
      while (look(end) == ',' && end_of_digits(end + 1) == end + 4) end += 4;
    if (look(end) == '.' && is_ascii_digit(look(end + 1))) end = end_of_digits(end + 1);
    if (look(end) == '%') ++end;
    for (; at_ < end; ++at_) {
      if (text_[at_] == ',') continue;
      pieces_.push_back({std::string(1, text_[at_]), begins_word, at_, at_ + 1});
      begins_word = false;
    }
  }

  void punctuation(Sign sign) {
    const std::size_t end = at_ + sign.bytes;
    const bool between_letters = at_ > 0 && end_of_word_ == at_ && is_letter_at(end);
    const bool joined =
        sign.plain == '^' || (between_letters && (sign.plain == '-' || sign.plain == '/'));
    const std::string text =
        sign.plain != 0 ? std::string(1, sign.plain) : std::string(text_.substr(at_, sign.bytes));
    pieces_.push_back({text, !joined, at_, end});
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_of_word_ = 0;  // of the last one
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> normalise_text(std::string_view text) { return TextScanner(text).run(); }

}  // namespace modus::neural
