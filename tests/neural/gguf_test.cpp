#include "neural/gguf.h"

#include <cstring>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "neural/gguf_numbers.h"
#include "tests/neural/gguf_bytes.h"
#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using kernels::BlockFormat;

GgufFile open_bytes(const std::string& bytes) {
  const std::string path = in_temp("a.gguf");
  write_file(path, bytes);
  return GgufFile::open(path);
}

void expect_refused(const std::string& bytes, const std::string& message) {
  try {
    open_bytes(bytes);
    ADD_FAILURE() << "read without complaint; expected: " << message;
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find(message), std::string::npos)
        << error.what() << "\nexpected: " << message;
  }
}

TEST(Gguf, KeysOfEveryKindAreRead) {
  GgufBytes bytes;
  bytes.add_key("a.u8", 0, u8(200));
  bytes.add_key("a.i8", 1, u8(0xfe));
  bytes.add_key("a.u16", 2, std::string("\xff\xff", 2));
  bytes.add_key("a.i16", 3, std::string("\xff\xff", 2));
  bytes.add_key("a.u32", 4, u32(4'000'000'000u));
  bytes.add_key("a.i32", 5, u32(0xffffffffu));
  bytes.add_key("a.f32", 6, f32(1.5f));
  bytes.add_key("a.yes", 7, u8(1));
  bytes.add_text("a.text", "caf\u00e9");
  bytes.add_key("a.u64", 10, u64(std::uint64_t{1} << 62));
  bytes.add_key("a.i64", 11, u64(~std::uint64_t{4}));
  bytes.add_key("a.f64", 12, f64(-0.25));
  bytes.add_texts("a.texts", {"x", "", "yz"});
  bytes.add_key("a.integers", 9, u32(5) + u64(2) + u32(7) + u32(0xffffffffu));
  bytes.add_key("a.numbers", 9, u32(6) + u64(2) + f32(0.5f) + f32(-2));
  bytes.add_key("a.flags", 9, u32(7) + u64(2) + u8(1) + u8(0));
  bytes.add_key("a.nothing", 9, u32(8) + u64(0));
  const GgufFile file = open_bytes(bytes.file());
  EXPECT_EQ(file.values().size(), 17u);
  EXPECT_EQ(file.size("a.u8"), 200u);
  EXPECT_EQ(std::get<std::int64_t>(*file.find("a.i8")), -2);
  EXPECT_EQ(file.size("a.u16"), 65535u);
  EXPECT_EQ(std::get<std::int64_t>(*file.find("a.i16")), -1);
  EXPECT_EQ(file.size("a.u32"), 4'000'000'000u);
  EXPECT_EQ(std::get<std::int64_t>(*file.find("a.i32")), -1);
  EXPECT_EQ(file.number("a.f32"), 1.5);
  EXPECT_TRUE(file.flag("a.yes"));
  EXPECT_EQ(file.text("a.text"), "caf\u00e9");
  EXPECT_EQ(file.size("a.u64"), std::size_t{1} << 62);
  EXPECT_EQ(std::get<std::int64_t>(*file.find("a.i64")), -5);
  EXPECT_EQ(file.number("a.f64"), -0.25);
  EXPECT_EQ(file.number("a.u8"), 200.0);
  EXPECT_EQ(file.texts("a.texts"), (std::vector<std::string_view>{"x", "", "yz"}));
  EXPECT_EQ(file.integers("a.integers"), (std::vector<std::int64_t>{7, -1}));
  EXPECT_EQ(file.numbers("a.numbers"), (std::vector<double>{0.5, -2}));
  EXPECT_EQ(file.integers("a.flags"), (std::vector<std::int64_t>{1, 0}));
  EXPECT_TRUE(file.texts("a.nothing").empty());
}

TEST(Gguf, AKeyThatIsMissingOrOfAnotherKindIsNamed) {
  GgufBytes bytes;
  bytes.add_key("a.below", 5, u32(0xffffffffu));
  bytes.add_text("a.text", "x");
  const GgufFile file = open_bytes(bytes.file());
  const auto message_of = [](const auto& read) {
    try {
      read();
    } catch (const IoError& error) {
      return std::string(error.what());
    }
    return std::string("nothing was thrown");
  };
  EXPECT_EQ(message_of([&] { file.size("b"); }),
            file.path() + ": key b is missing, it should be an integer");
  EXPECT_EQ(message_of([&] { file.size("a.text"); }),
            file.path() + ": key a.text should be an integer, it is a text");
  EXPECT_EQ(message_of([&] { file.size("a.below"); }),
            file.path() + ": key a.below should not be negative, it is -1");
  EXPECT_EQ(message_of([&] { file.texts("a.text"); }),
            file.path() + ": key a.text should be a list of texts, it is a text");
  EXPECT_EQ(file.find("b"), nullptr);
  EXPECT_EQ(file.size_if("b"), std::nullopt);
  EXPECT_EQ(file.number_if("b"), std::nullopt);
  EXPECT_EQ(file.flag_if("b"), std::nullopt);
  EXPECT_EQ(file.text_if("a.text"), "x");
  EXPECT_THROW(file.number_if("a.text"), IoError);
}

TEST(Gguf, TensorsHaveTheirRowMajorShapeAndBytes) {
  GgufBytes bytes;
  bytes.add_key("general.alignment", 4, u32(32));
  const std::string matrix = f32(1) + f32(2) + f32(3) + f32(4) + f32(5) + f32(6);
  bytes.add_tensor("m", {2, 3}, BlockFormat::kF32, matrix);
  bytes.add_tensor("q", {3, 64}, BlockFormat::kQ4_1, std::string(3 * 2 * 20, '\3'));
  const GgufFile file = open_bytes(bytes.file());
  const std::size_t shape[] = {2, 3};
  const GgufTensor& m = file.tensor("m", shape);
  ASSERT_EQ(m.bytes.size(), matrix.size());
  EXPECT_EQ(std::memcmp(m.bytes.data(), matrix.data(), matrix.size()), 0);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(m.bytes.data()) % 8, 0u);
  EXPECT_EQ(file.tensors()[1].format, BlockFormat::kQ4_1);
  EXPECT_EQ(file.find_tensor("q")->bytes.size(), 120u);
  EXPECT_EQ(file.find_tensor("r"), nullptr);
  const std::size_t other[] = {3, 2};
  EXPECT_THROW(file.tensor("m", other), IoError);
  EXPECT_THROW(file.tensor("r", shape), IoError);
}

TEST(Gguf, EveryFormatHasItsSize) {
  for (const auto& [number, format] : kGgufFormats) {
    GgufBytes bytes;
    const std::string data(2 * bytes_a_block(format), '\1');
    bytes.add_tensor("t", {2, values_a_block(format)}, format, data);
    const GgufFile file = open_bytes(bytes.file());
    EXPECT_EQ(file.tensors()[0].format, format) << to_string(format);
    EXPECT_EQ(file.tensors()[0].bytes.size(), data.size()) << to_string(format);
  }
}

TEST(Gguf, AHeadThatLiesIsRefused) {
  const std::string good = gguf_file(0, 0, "", "");
  expect_refused("", "first four bytes");
  expect_refused("GGU", "first four bytes");
  expect_refused("GGML" + good.substr(4), "does not begin with GGUF");
  expect_refused("GGUF" + u32(1) + good.substr(8), "version 1 is not supported");
  expect_refused("GGUF" + u32(0x03000000) + good.substr(8), "little-endian");
  expect_refused(gguf_file(~std::uint64_t{0}, 0, "", ""), "the number of tensors");
  expect_refused(gguf_file(0, std::uint64_t{1} << 61, "", ""), "the number of keys");
  expect_refused(gguf_file(0, 2, gguf_text("a") + u32(4) + u32(1), std::string(64, '\0')),
                 "no name");
  EXPECT_NO_THROW(open_bytes(good));
  EXPECT_NO_THROW(open_bytes("GGUF" + u32(2) + good.substr(8)));
}

TEST(Gguf, AKeyThatLiesIsRefused) {
  const auto refused = [](const std::string& header, const std::string& message) {
    expect_refused(gguf_file(0, 1, header, std::string(64, '\0')), message);
  };
  refused(u64(~std::uint64_t{0}) + "a", "key 1");
  refused(u64(1000) + "a", "do not fit");
  refused(u64(0) + u32(4) + u32(1), "no name");
  refused(gguf_text(std::string(1025, 'a')) + u32(4) + u32(1), "at most 1024");
  refused(gguf_text("\xff") + u32(4) + u32(1), "not UTF-8");
  refused(gguf_text(std::string_view("a\0b", 3)) + u32(4) + u32(1), "not UTF-8");
  refused(gguf_text("a") + u32(13) + u32(1), "unknown kind 13");
  refused(gguf_text("a") + u32(7) + u8(2), "neither 0 nor 1");
  refused(gguf_text("a") + u32(8) + u64(~std::uint64_t{7}), "do not fit");
  refused(gguf_text("a") + u32(8) + gguf_text("\xc0\xaf"), "not UTF-8");
  refused(gguf_text("a") + u32(10) + u64(~std::uint64_t{0}), "too large");
  refused(gguf_text("a") + u32(9) + u32(9) + u64(1) + u32(4) + u64(0), "array of arrays");
  refused(gguf_text("a") + u32(9) + u32(77) + u64(1), "unknown kind 77");
  refused(gguf_text("a") + u32(9) + u32(4) + u64(std::uint64_t{1} << 62), "do not fit");
  refused(gguf_text("a") + u32(9) + u32(8) + u64(1) + u64(500), "do not fit");
  refused(gguf_text("a") + u32(9) + u32(10) + u64(1) + u64(~std::uint64_t{0}), "too large");
  refused(gguf_text("general.alignment") + u32(4) + u32(24), "general.alignment");
  refused(gguf_text("general.alignment") + u32(4) + u32(0), "general.alignment");
  refused(gguf_text("general.alignment") + u32(5) + u32(0xffffffe0u), "general.alignment");
  refused(gguf_text("general.alignment") + u32(8) + gguf_text("32"), "general.alignment");
  const std::string key = gguf_text("a") + u32(4) + u32(1);
  expect_refused(gguf_file(0, 2, key + key, ""), "key a is there twice");
}

TEST(Gguf, AnArrayOfTooManyEntriesIsRefused) {
  const std::size_t many = (std::size_t{1} << 24) + 1;
  expect_refused(
      gguf_file(0, 1, gguf_text("a") + u32(9) + u32(0) + u64(many) + std::string(many, '\0'), ""),
      "at most 16777216");
}

TEST(Gguf, MoreThan64MegabytesBeforeTheDataAreRefused) {
  std::string header;
  for (int i = 0; i < 5; ++i)
    header += gguf_text("k" + std::to_string(i)) + u32(8) + gguf_text(std::string(15u << 20, 'x'));
  expect_refused(gguf_file(0, 5, header, ""), "at most 67108864 may stand before");
}

TEST(Gguf, ATensorThatLiesIsRefused) {
  const auto refused = [](const std::string& entry, const std::string& message) {
    expect_refused(gguf_file(1, 0, entry, std::string(64, '\0')), message);
  };
  const std::uint64_t huge = std::uint64_t{1} << 62;
  refused(gguf_tensor("", {4}, 0, 0), "no name");
  refused(gguf_tensor("t", {}, 0, 0), "0 dimensions");
  refused(gguf_tensor("t", {1, 1, 1, 1, 1}, 0, 0), "5 dimensions");
  refused(gguf_text("t") + u32(0xffffffffu) + std::string(40, '\0'), "dimensions");
  refused(gguf_tensor("t", {0}, 0, 0), "is empty");
  refused(gguf_tensor("t", {4, 0}, 0, 0), "is empty");
  refused(gguf_tensor("t", {huge, 4}, 0, 0), "too large");
  refused(gguf_tensor("t", {huge, 1}, 0, 0), "too large");
  refused(gguf_tensor("t", {std::uint64_t{1} << 32, std::uint64_t{1} << 32}, 0, 0), "too large");
  refused(gguf_tensor("t", {33}, 8, 0), "no whole number of blocks of 32 Q8_0");
  refused(gguf_tensor("t", {128}, 12, 0), "no whole number of blocks of 256 Q4_K");
  refused(gguf_tensor("t", {17}, 0, 0), "not inside the 64 bytes");
  refused(gguf_tensor("t", {4}, 0, 64), "not inside the 64 bytes");
  refused(gguf_tensor("t", {4}, 0, ~std::uint64_t{31}), "not inside the 64 bytes");
  refused(gguf_tensor("t", {4}, 0, 16), "no multiple of 32");
  refused(gguf_tensor("t", {4}, 10, 0), "format 10, which is not supported; these are: F32 F16");
  refused(gguf_tensor("t", {4}, 99, 0), "format 99");
  const auto two = [](std::uint64_t length, std::uint64_t offset) {
    return gguf_file(2, 0, gguf_tensor("a", {length}, 0, offset) + gguf_tensor("b", {8}, 0, 0),
                     std::string(64, '\0'));
  };
  expect_refused(two(8, 0), "overlap");
  EXPECT_NO_THROW(open_bytes(two(8, 32)));
  const std::string twice = gguf_tensor("a", {4}, 0, 0) + gguf_tensor("a", {4}, 0, 32);
  expect_refused(gguf_file(2, 0, twice, std::string(64, '\0')), "tensor a is there twice");
}

TEST(Gguf, EveryTruncationIsRefused) {
  GgufBytes bytes;
  bytes.add_texts("a.texts", {"x", "yz"});
  bytes.add_number("a.number", 2);
  bytes.add_tensor("m", {2, 4}, BlockFormat::kF32, std::string(32, '\1'));
  const std::string whole = bytes.file();
  for (std::size_t length = whole.size(); length-- > 0;)
    EXPECT_THROW(open_bytes(whole.substr(0, length)), IoError) << length;
  EXPECT_THROW(GgufFile::open(in_temp("none.gguf")), IoError);
  EXPECT_THROW(GgufFile::open(temp_folder().string()), IoError);
}

TEST(Gguf, AnyByteChangedIsReadOrAnIoError) {
  GgufBytes bytes;
  bytes.add_texts("a.texts", {"x", "yz"});
  bytes.add_size("a.size", 2);
  bytes.add_tensor("m", {2, 4}, BlockFormat::kF32, std::string(32, '\1'));
  bytes.add_tensor("n", {32}, BlockFormat::kQ8_0, std::string(34, '\1'));
  const std::string whole = bytes.file();
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const int change : {0x01, 0x80, 0xff}) {
      std::string changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ change);
      try {
        const GgufFile file = open_bytes(changed);
        for (const GgufTensor& tensor : file.tensors())  // inside the file all the same
          EXPECT_LE(tensor.bytes.size(), whole.size());
      } catch (const IoError&) {
      }
    }
}

}  // namespace
}  // namespace modus::neural
