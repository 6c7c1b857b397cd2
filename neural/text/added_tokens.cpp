#include "neural/text/added_tokens.h"

#include <utf8proc.h>

namespace modus::neural {
namespace {

// Bytes of the white space that begins (or ends) a text.
bool is_space(utf8proc_int32_t point) {
  const auto category = utf8proc_category(point);
  return (point >= '\t' && point <= '\r') || point == 0x85 || category == UTF8PROC_CATEGORY_ZS ||
         category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

utf8proc_int32_t point_at(std::string_view text, std::size_t at, std::size_t& length) {
  utf8proc_int32_t point = 0;
  const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &point);
  length = read > 0 ? static_cast<std::size_t>(read) : 1;
  return point;
}

std::size_t leading_space(std::string_view text) {
  std::size_t at = 0, length = 0;
  while (at < text.size() && is_space(point_at(text, at, length))) at += length;
  return at;
}

std::size_t trailing_space(std::string_view text) {
  std::size_t end = text.size(), length = 0;
  while (end > 0) {
    std::size_t begin = end - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    if (!is_space(point_at(text, begin, length))) break;
    end = begin;
  }
  return text.size() - end;
}

}  // namespace

void AddedTokenFinder::add(const AddedToken& token) {
  std::size_t at = 0;
  for (const char c : token.text) {
    const auto [found, is_new] = nodes_[at].next.emplace(c, nodes_.size());
    at = found->second;
    if (is_new) nodes_.emplace_back();
  }
  nodes_[at].token = &token;
}

const AddedToken* AddedTokenFinder::longest_at(std::string_view text) const {
  const AddedToken* longest = nullptr;
  std::size_t at = 0;
  for (const char c : text) {
    const auto found = nodes_[at].next.find(c);
    if (found == nodes_[at].next.end()) break;
    at = found->second;
    if (nodes_[at].token != nullptr) longest = nodes_[at].token;
  }
  return longest;
}

std::vector<TextPart> AddedTokenFinder::split(std::string_view text) const {
  std::vector<TextPart> parts;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const AddedToken* const token = longest_at(text.substr(at));
    if (token == nullptr) {
      ++at;
      continue;
    }
    std::size_t begin = at, end = at + token->text.size();
    if (token->takes_space_before) begin -= trailing_space(text.substr(done, begin - done));
    if (token->takes_space_behind) end += leading_space(text.substr(end));
    if (begin > done) parts.push_back({text.substr(done, begin - done)});
    parts.push_back({text.substr(begin, end - begin), token});
    at = done = end;
  }
  if (done < text.size()) parts.push_back({text.substr(done)});
  return parts;
}

}  // namespace modus::neural
