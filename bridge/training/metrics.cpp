#include "bridge/training/metrics.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

// Protocol buffers, the little of them that an Event needs: varints, fixed numbers, submessages.
void put_varint(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7f) | 0x80);
  bytes += static_cast<char>(value);
}

template <typename Value>
void put_raw(std::string& bytes, Value value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes.append(raw, sizeof value);
}

enum class Wire : std::uint64_t { kVarint = 0, kFixed64 = 1, kLength = 2, kFixed32 = 5 };

void put_tag(std::string& bytes, std::uint64_t field, Wire wire) {
  put_varint(bytes, field << 3 | static_cast<std::uint64_t>(wire));
}

void put_bytes(std::string& bytes, std::uint64_t field, std::string_view value) {
  put_tag(bytes, field, Wire::kLength);
  put_varint(bytes, value.size());
  bytes += value;
}

// CRC-32C (Castagnoli), reflected, as TFRecord masks it.
std::uint32_t masked_crc(std::string_view bytes) {
  static const std::array<std::uint32_t, 256> kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = value & 1 ? value >> 1 ^ 0x82f63b78u : value >> 1;
      table[i] = value;
    }
    return table;
  }();
  std::uint32_t crc = ~0u;
  for (const char c : bytes) crc = kTable[(crc ^ static_cast<unsigned char>(c)) & 0xff] ^ crc >> 8;
  crc = ~crc;
  return (crc >> 15 | crc << 17) + 0xa282ead8u;
}

std::string framed(const std::string& event) {
  std::string length;
  put_raw(length, static_cast<std::uint64_t>(event.size()));
  std::string record = length;
  put_raw(record, masked_crc(length));
  record += event;
  put_raw(record, masked_crc(event));
  return record;
}

std::string event_head(double wall_time_s) {
  std::string event;
  put_tag(event, 1, Wire::kFixed64);  // Event.wall_time
  put_raw(event, wall_time_s);
  return event;
}

double now_s() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string first_event_record(double wall_time_s) {
  std::string event = event_head(wall_time_s);
  put_bytes(event, 3, "brain.Event:2");  // Event.file_version
  return framed(event);
}

std::string event_record(double wall_time_s, std::size_t step, const Figures& figures) {
  std::string summary;
  for (const auto& [name, value] : figures) {
    std::string entry;
    put_bytes(entry, 1, name);          // Summary.Value.tag
    put_tag(entry, 2, Wire::kFixed32);  // Summary.Value.simple_value
    put_raw(entry, static_cast<float>(value));
    put_bytes(summary, 1, entry);
  }
  std::string event = event_head(wall_time_s);
  put_tag(event, 2, Wire::kVarint);  // Event.step
  put_varint(event, step);
  put_bytes(event, 5, summary);  // Event.summary
  return framed(event);
}

struct MetricsLog::State {
  std::ofstream lines;
  std::ofstream events;
};

MetricsLog::MetricsLog(const std::string& folder) : state_(new State) {
  const double start = now_s();
  const std::filesystem::path root = folder;
  state_->lines.open(root / "metrics.jsonl", std::ios::app);
  state_->events.open(root / fmt::format("events.out.tfevents.{}.modus", std::llround(start)),
                      std::ios::binary | std::ios::app);
  if (!state_->lines || !state_->events)
    throw IoError(fmt::format("{}: cannot write metrics there", folder));
  state_->events << first_event_record(start) << std::flush;
}

MetricsLog::~MetricsLog() = default;

void MetricsLog::write(std::size_t step, const Figures& figures) {
  std::string line = fmt::format("{{\"step\":{}", step);
  for (const auto& [name, value] : figures)
    line += std::isfinite(value) ? fmt::format(",\"{}\":{:.6g}", name, value)
                                 : fmt::format(",\"{}\":null", name);
  state_->lines << line << "}\n" << std::flush;
  state_->events << event_record(now_s(), step, figures) << std::flush;
  if (!state_->lines || !state_->events) throw IoError("metrics could not be written: disk full?");
}

}  // namespace modus::bridge
