#include "neural/text/normal_form.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>
#include <utf8proc.h>

#include "base/error.h"

namespace modus::neural {
namespace {

constexpr std::size_t kMaxMarks = 1024;

const utf8proc_uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

void refuse_long_runs_of_marks(std::string_view text) {
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(bytes_of(text) + at,
                                         static_cast<utf8proc_ssize_t>(text.size() - at), &point);
    MODUS_CHECK(length > 0, "no UTF-8 at {}", at);
    marks = utf8proc_get_property(point)->combining_class == 0 ? 0 : marks + 1;
    if (marks > kMaxMarks)
      throw IoError(fmt::format("at byte {} of the text: more than {} combining marks in a row", at,
                                kMaxMarks));
    at += static_cast<std::size_t>(length);
  }
}

}  // namespace

std::string to_nfc(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return std::string(text);
  refuse_long_runs_of_marks(text);
  utf8proc_uint8_t* made = nullptr;
  const auto length =
      utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &made,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(made, &std::free);
  MODUS_CHECK(length >= 0, "utf8proc: {}", utf8proc_errmsg(length));
  return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(length));
}

}  // namespace modus::neural
