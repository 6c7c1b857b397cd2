#include <algorithm>
#include <array>

#include "neural/normalise.h"
#include "neural/normalise_word.h"

namespace modus::neural {
namespace {

// Names that are one piece although they hold a `_`: rules of inference.
constexpr std::array kWholeNames =
    std::to_array<std::string_view>({"modus_ponens", "modus_tollens"});

// Longer ones first. All of one character are pieces anyway.
constexpr std::array kLongSigns =
    std::to_array<std::string_view>({"<->", "<~>", "->", ":=", "!=", "<=", ">=", "~=", "~>"});

bool is_name_char(char c) { return is_ascii_lower(c) || is_ascii_digit(c) || c == '_'; }

class ChainScanner {
 public:
  explicit ChainScanner(std::string_view text) : text_(text) {}

  std::vector<Piece> run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_blank_or_control(c))
        ++at_;
      else if (c == '"')
        string();
      else if (is_ascii_lower(c))
        name();
      else if (is_ascii_digit(c))
        number();
      else if (is_ascii_upper(c) || (c == '@' && is_ascii_digit(look(at_ + 1))))
        whole(end_of(at_ + 1, is_ascii_digit));
      else
        sign();
    }
    return std::move(pieces_);
  }

 private:
  char look(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::size_t end_of(std::size_t from, bool (*belongs)(char)) const {
    while (from < text_.size() && belongs(text_[from])) ++from;
    return from;
  }

  void take(std::size_t end, bool begins_word) {
    add_cut(text_.substr(at_, end - at_), {at_, end, begins_word}, pieces_);
    at_ = end;
  }
  void whole(std::size_t end) { take(end, true); }

  // Where a piece would join what follows and a space stands there, an empty piece holds it.
  void hold_space() {
    if (joins_next(pieces_.back())) pieces_.push_back({"", true, at_, at_});
  }

  void name() {
    const std::size_t end = end_of(at_, is_name_char);
    const std::string_view text = text_.substr(at_, end - at_);
    const bool step_id = text.size() > 1 && text[0] == 's' && text[1] != '0' &&
                         std::all_of(text.begin() + 1, text.end(), is_ascii_digit);
    if (step_id || std::find(kWholeNames.begin(), kWholeNames.end(), text) != kWholeNames.end())
      return whole(end);
    bool begins_word = true;  // behind the name's begin or a `_`
    while (at_ < end) {
      if (is_ascii_lower(text_[at_])) {
        const std::size_t stop = end_of(at_, is_ascii_lower);
        const std::string_view word = text_.substr(at_, stop - at_);
        if (begins_word)
          add_word(word, {at_, stop, true}, pieces_);
        else
          add_cut(word, {at_, stop, false}, pieces_);
        at_ = stop;
        begins_word = false;
      } else {
        const bool underscore = text_[at_] == '_';
        take(at_ + 1, begins_word && !underscore);
        begins_word = underscore;
      }
    }
    hold_space();
  }

  void number() {
    std::size_t end = end_of(at_, is_ascii_digit);
    if (look(end) == '.' && is_ascii_digit(look(end + 1))) end = end_of(end + 1, is_ascii_digit);
    if (look(end) == '%') ++end;
    for (bool begins_word = true; at_ < end; begins_word = false) take(at_ + 1, begins_word);
  }

  // Cut at its spaces.
  void string() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    end = std::min(end + 1, text_.size());
    for (;;) {
      const std::size_t space = std::min(text_.find(' ', at_), end);
      whole(space);
      hold_space();
      if (space == end) return;
      ++at_;
    }
  }

  void sign() {
    const std::string_view rest = text_.substr(at_);
    for (const std::string_view sign : kLongSigns)
      if (rest.starts_with(sign)) return whole(at_ + sign.size());
    const std::size_t mark = end_of(at_ + 1, is_ascii_lower);
    if (rest[0] == '<' && mark > at_ + 1 && look(mark) == '>') return whole(mark + 1);
    take(at_ + code_point_bytes(rest), !joined_here());
  }

  bool joined_here() const {
    const char c = text_[at_];
    if (c == '^') return true;
    if (c == '(') return behind_probability();
    if ((c != '/' && c != '*' && c != '-') || at_ == 0) return false;
    const char before = text_[at_ - 1];
    return is_name_char(before) || is_ascii_upper(before) || before == '^';
  }

  // P(rain): without a space, P is no variable.
  bool behind_probability() const {
    return at_ > 0 && text_[at_ - 1] == 'P' && (at_ < 2 || !is_name_char(text_[at_ - 2]));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> split_chain(std::string_view token_form) {
  return ChainScanner(token_form).run();
}

}  // namespace modus::neural
