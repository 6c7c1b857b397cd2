#include "neural/text/utf8_stream.h"

#include <algorithm>
#include <utility>

namespace modus::neural {
namespace {

enum class Form { kWhole, kBroken, kUnfinished };
struct Character {
  Form form = Form::kWhole;
  std::size_t size = 1;  // bytes that belong to it
};

// The character that text begins with, by table 3-7 of the Unicode standard.
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {Form::kWhole, 1};
  if (lead < 0xC2 || lead > 0xF4) return {Form::kBroken, 1};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < size; ++i) {
    if (i == text.size()) return {Form::kUnfinished, i};
    if (byte(i) < (i == 1 ? low : 0x80) || byte(i) > (i == 1 ? high : 0xBF))
      return {Form::kBroken, i};
  }
  return {Form::kWhole, size};
}

constexpr std::string_view kReplacement = "\uFFFD";

}  // namespace

std::string Utf8Stream::push(std::string_view bytes) {
  held_ += bytes;
  std::string text;
  std::size_t at = 0;
  while (at < held_.size()) {
    const Character next = first_character(std::string_view(held_).substr(at));
    if (next.form == Form::kUnfinished) break;
    text +=
        next.form == Form::kWhole ? std::string_view(held_).substr(at, next.size) : kReplacement;
    at += next.size;
  }
  held_.erase(0, at);
  return text;
}

std::string Utf8Stream::finish() {
  return std::exchange(held_, "").empty() ? "" : std::string(kReplacement);
}

StopStream::StopStream(std::vector<std::string> stops) : stops_(std::move(stops)) {}

std::string StopStream::push(std::string_view text) {
  if (stopped_) return "";
  held_ += text;
  std::size_t end = std::string::npos;
  for (const std::string& stop : stops_) end = std::min(end, held_.find(stop));
  if (end != std::string::npos) {
    stopped_ = true;
    return std::exchange(held_, "").substr(0, end);
  }
  std::size_t keep = 0;  // the longest end of the text that begins a stop text
  for (const std::string& stop : stops_)
    for (std::size_t size = std::min(stop.size() - 1, held_.size()); size > keep; --size)
      if (held_.ends_with(std::string_view(stop).substr(0, size))) keep = size;
  std::string ready = held_.substr(0, held_.size() - keep);
  held_.erase(0, ready.size());
  return ready;
}

std::string StopStream::finish() { return std::exchange(held_, ""); }

}  // namespace modus::neural
