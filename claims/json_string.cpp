#include "claims/json_string.h"

#include <cstdint>

#include <fmt/core.h>

#include "base/files.h"

namespace modus::claims {
namespace {

constexpr std::string_view kEscapes = "\"\\/bfnrt";
constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";

std::optional<std::uint32_t> read_hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const std::size_t digit =
        std::string_view("0123456789abcdef")
            .find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(b); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

// Reads `uXXXX`, with its second half where it is a surrogate pair; moves `at` behind it. A lone
// half or NUL fails.
bool append_unicode_escape(std::string_view body, std::size_t& at, std::string& out) {
  auto code = read_hex4(body.substr(at + 1));
  if (!code || *code == 0) return false;
  at += 5;
  if (*code >= 0xD800 && *code < 0xDC00) {
    if (body.substr(at, 2) != "\\u") return false;
    const auto low = read_hex4(body.substr(at + 2));
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return false;
    code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
    at += 6;
  } else if (*code >= 0xDC00 && *code <= 0xDFFF) {
    return false;
  }
  append_utf8(out, *code);
  return true;
}

}  // namespace

std::optional<std::size_t> json_string_length(std::string_view text) {
  if (text.empty() || text[0] != '"') return std::nullopt;
  for (std::size_t i = 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return std::nullopt;
}

std::optional<std::string> read_json_string(std::string_view literal) {
  if (json_string_length(literal) != literal.size()) return std::nullopt;
  const std::string_view body = literal.substr(1, literal.size() - 2);
  std::string out;
  for (std::size_t i = 0; i < body.size();) {
    if (static_cast<unsigned char>(body[i]) < 0x20) return std::nullopt;
    if (body[i] != '\\') {
      out += body[i++];
    } else if (++i < body.size() && body[i] == 'u') {
      if (!append_unicode_escape(body, i, out)) return std::nullopt;
    } else {
      const std::size_t escape = i < body.size() ? kEscapes.find(body[i]) : std::string_view::npos;
      if (escape == std::string_view::npos) return std::nullopt;
      out += kMeanings[escape];
      ++i;
    }
  }
  if (first_invalid_utf8(out) != std::string_view::npos) return std::nullopt;
  return out;
}

std::string write_json_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const std::size_t escape = kMeanings.find(c);
    if (escape != std::string_view::npos && c != '/') {
      out += '\\';
      out += kEscapes[escape];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace modus::claims
