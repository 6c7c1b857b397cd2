#include "bridge/training/metrics.h"

#include <cmath>
#include <cstring>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/temp_folder.h"

namespace modus::bridge {
namespace {

template <typename Value>
Value raw(std::string_view bytes, std::size_t at) {
  Value value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

// CRC-32C of "123456789" is 0xe3069283 (RFC 3720, appendix B.4); TFRecord rotates and adds. A
// record of that very payload cannot be asked for, so the frame is checked against a bitwise CRC.
std::uint32_t slow_masked_crc(std::string_view bytes) {
  std::uint32_t crc = ~0u;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? crc >> 1 ^ 0x82f63b78u : crc >> 1;
  }
  crc = ~crc;
  return (crc >> 15 | crc << 17) + 0xa282ead8u;
}

TEST(EventRecord, IsFramedAsTfRecord) {
  const std::string record = event_record(12.5, 300, {{"loss", 0.25}});
  const auto length = raw<std::uint64_t>(record, 0);
  ASSERT_EQ(record.size(), length + 16);
  EXPECT_EQ(raw<std::uint32_t>(record, 8), slow_masked_crc(record.substr(0, 8)));
  const std::string event = record.substr(12, length);
  EXPECT_EQ(raw<std::uint32_t>(record, 12 + length), slow_masked_crc(event));
  EXPECT_EQ(event[0], '\x09');  // wall_time, a double
  EXPECT_EQ(raw<double>(event, 1), 12.5);
  EXPECT_EQ(event.substr(9, 3), "\x10\xac\x02");  // step 300 as a varint
  const std::size_t tag = event.find("loss");
  ASSERT_NE(tag, std::string::npos);
  EXPECT_EQ(event[tag + 4], '\x15');
  EXPECT_EQ(raw<float>(event, tag + 5), 0.25f);
}

TEST(EventRecord, TheFirstNamesTheVersion) {
  EXPECT_NE(first_event_record(1).find("brain.Event:2"), std::string::npos);
}

TEST(MetricsLog, WritesOneObjectALine) {
  const std::filesystem::path folder = temp_folder() / "metrics";
  std::filesystem::create_directories(folder);
  {
    MetricsLog log(folder.string());
    log.write(1, {{"loss", 2.5}});
    log.write(2, {{"loss", std::nan("")}, {"rate", 0.001}});
  }
  EXPECT_EQ(read_file((folder / "metrics.jsonl").string(), 1000),
            "{\"step\":1,\"loss\":2.5}\n{\"step\":2,\"loss\":null,\"rate\":0.001}\n");
  std::filesystem::remove_all(folder);
  EXPECT_THROW(MetricsLog("/nowhere/at/all"), IoError);
}

}  // namespace
}  // namespace modus::bridge
