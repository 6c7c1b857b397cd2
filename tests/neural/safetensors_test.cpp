#include "neural/safetensors.h"

#include <csignal>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"

#include <sys/resource.h>

#include "tests/temp_folder.h"

namespace modus::neural {
namespace {

using Tensors = std::map<std::string, TensorView, std::less<>>;
using Metadata = std::map<std::string, std::string, std::less<>>;

std::string file_of(const std::string& header, std::size_t data_bytes) {
  const std::uint64_t length = header.size();
  std::string file(sizeof length, '\0');
  std::memcpy(file.data(), &length, sizeof length);
  return file + header + std::string(data_bytes, '\1');
}

template <typename T>
TensorView view_of(Dtype dtype, std::vector<std::size_t> shape, const std::vector<T>& values) {
  return {dtype, std::move(shape), std::as_bytes(std::span(values))};
}

TEST(Safetensors, WhatWasWrittenIsReadBack) {
  const std::string path = in_temp("written.safetensors");
  const std::vector<float> f = {1.5f, -2, 0, 4, 5, 6};
  const std::vector<std::int8_t> q = {1, -128, 127};
  write_safetensors(path,
                    {{"b.weight", view_of(Dtype::kF32, {2, 3}, f)},
                     {"a", view_of(Dtype::kI8, {3}, q)},
                     {"empty", {Dtype::kBf16, {0, 7}, {}}}},
                    {{"step", "12"}, {"note", "\"x\" \u00e9"}});
  const SafetensorsFile file(path);
  ASSERT_EQ(file.tensors().size(), 3u);
  EXPECT_EQ(file.metadata().at("note"), "\"x\" \u00e9");
  const std::size_t shape[] = {2, 3};
  const TensorView& b = file.tensor("b.weight", shape);
  EXPECT_EQ(b.dtype, Dtype::kF32);
  EXPECT_EQ(std::memcmp(b.bytes.data(), f.data(), 24), 0);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(b.bytes.data()) % alignof(float), 0u);
  const std::size_t other[] = {3, 2};
  EXPECT_THROW(file.tensor("b.weight", other), IoError);
  EXPECT_THROW(file.tensor("c", shape), IoError);
}

TEST(Safetensors, TensorsMadeInTurnGiveTheSameFile) {
  const std::vector<float> values = {1, 2, 3, 4, 5, 6};
  const std::vector<std::byte> codes(5, std::byte{7});
  const auto floats = std::as_bytes(std::span(values));
  const std::string at_once = in_temp("at_once.safetensors"),
                    in_turn = in_temp("in_turn.safetensors");
  write_safetensors(at_once,
                    {{"a", {Dtype::kU8, {5}, codes}}, {"b", {Dtype::kF32, {2, 3}, floats}}},
                    {{"key", "value"}});
  std::vector<SafetensorsSource> sources = {
      {"a", Dtype::kU8, {5}, [&] { return codes; }},
      {"b", Dtype::kF32, {2, 3}, [&] { return std::vector(floats.begin(), floats.end()); }}};
  write_safetensors(in_turn, sources, {{"key", "value"}});
  EXPECT_EQ(read_file(in_turn, 4096), read_file(at_once, 4096));
  sources[1].name = "a";
  EXPECT_THROW(write_safetensors(in_turn, sources, {}), ShapeError);
  sources[1] = {"b", Dtype::kF32, {7}, sources[1].bytes};
  EXPECT_THROW(write_safetensors(in_turn, sources, {}), ShapeError);
  EXPECT_EQ(read_file(in_turn, 4096), read_file(at_once, 4096));  // the old file is still there
}

TEST(Safetensors, AHeaderOfOddLengthIsRead) {
  const std::string path = in_temp("odd.safetensors");
  write_file(path, file_of(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]} })", 4));
  const SafetensorsFile file(path);
  EXPECT_EQ(file.tensors().at("a").bytes.size(), 4u);
}

TEST(Safetensors, AShapeThatDoesNotFillItsBytesIsNotWritten) {
  const std::vector<float> f(5);
  EXPECT_THROW(
      write_safetensors(in_temp("no.safetensors"), {{"a", view_of(Dtype::kF32, {6}, f)}}, {}),
      ShapeError);
  const std::size_t huge = std::size_t{1} << 62;
  EXPECT_THROW(
      write_safetensors(in_temp("no.safetensors"), {{"a", view_of(Dtype::kF32, {huge, 4}, f)}}, {}),
      ShapeError);
}

struct Lie {
  const char* header;
  std::size_t data_bytes;
  const char* message;
};

class LyingHeader : public testing::TestWithParam<Lie> {};
TEST_P(LyingHeader, IsAnIoError) {
  const std::string path = in_temp("lying.safetensors");
  write_file(path, file_of(GetParam().header, GetParam().data_bytes));
  try {
    SafetensorsFile file(path);
    FAIL() << GetParam().header;
  } catch (const IoError& error) {
    EXPECT_NE(std::string(error.what()).find(GetParam().message), std::string::npos)
        << error.what();
  }
}
INSTANTIATE_TEST_SUITE_P(
    Table, LyingHeader,
    testing::Values(
        Lie{"", 0, "no JSON"}, Lie{"[]", 0, "no JSON object"}, Lie{"{\"a\":", 0, "no JSON"},
        Lie{"{\"a\":[[[[[[[[[[[[]]]]]]]]]]]]}", 0, "deeper"}, Lie{"{\"a\":5}", 0, "tensor a"},
        Lie{"{}", 1, "end at byte 0"},
        Lie{R"({"a":{"shape":[1],"data_offsets":[0,4]}})", 4, "element type"},
        Lie{R"({"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}})", 8, "`F64`"},
        Lie{R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4, "`shape`"},
        Lie{R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4, "`shape`"},
        Lie{R"({"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}})", 4, "`shape`"},
        Lie{R"({"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}})", 4,
            "at most 8"},
        Lie{R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", 4, "does not fill"},
        Lie{R"({"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}})", 4,
            "does not fill"},
        Lie{R"({"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0,
            "does not fill"},
        Lie{R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", 4, "not inside"},
        Lie{R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4, "not inside"},
        Lie{R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}})", 4, "not inside"},
        Lie{R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
            R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})",
            4, "overlap at byte 2"},
        Lie{R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
            R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}})",
            4, "hole at byte 1"},
        Lie{R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
            R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
            1, "twice"},
        Lie{R"({"__metadata__":{"a":5}})", 0, "metadata a"},
        Lie{R"({"__metadata__":5})", 0, "metadata"}));

TEST(Safetensors, EveryTruncationIsAnIoError) {
  const std::string path = in_temp("whole.safetensors");
  const std::vector<float> f(4);
  write_safetensors(path, {{"a", view_of(Dtype::kF32, {4}, f)}}, {});
  for (std::size_t length = std::filesystem::file_size(path); length-- > 0;) {
    std::filesystem::resize_file(path, length);
    EXPECT_THROW(SafetensorsFile{path}, IoError) << length;
  }
}

TEST(Safetensors, AHeaderLengthBeyondTheFileIsAnIoError) {
  const std::string path = in_temp("length.safetensors");
  for (const std::uint64_t length :
       {std::uint64_t{3}, std::uint64_t{200'000'000}, ~std::uint64_t{0}, ~std::uint64_t{7}}) {
    std::string file(sizeof length, '\0');
    std::memcpy(file.data(), &length, sizeof length);
    write_file(path, file + "{}");
    EXPECT_THROW(SafetensorsFile{path}, IoError) << length;
  }
  EXPECT_THROW(SafetensorsFile{"/nonexistent"}, IoError);
  EXPECT_THROW(SafetensorsFile{temp_folder().string()}, IoError);
}

TEST(Safetensors, AFullDiskLeavesTheOldFile) {
  const std::string path = in_temp("full/model.safetensors");
  std::filesystem::create_directories(in_temp("full"));
  const std::vector<float> before = {1, 2}, more(1 << 18);
  write_safetensors(path, {{"a", view_of(Dtype::kF32, {2}, before)}}, {});
  // A limit on the size of files stands for the disk: writes beyond it fail in the same way.
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const rlimit tight{4096, old.rlim_max};
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &tight);
  EXPECT_THROW(write_safetensors(path, {{"a", view_of(Dtype::kF32, {more.size()}, more)}}, {}),
               IoError);
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, old_handler);
  EXPECT_EQ(SafetensorsFile(path).tensors().at("a").shape, std::vector<std::size_t>{2});
  const auto files = std::filesystem::directory_iterator(in_temp("full"));
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(Safetensors, AFolderThatIsNotThereIsAnIoError) {
  EXPECT_THROW(write_safetensors("/nonexistent/a.safetensors", Tensors(), Metadata()), IoError);
}

}  // namespace
}  // namespace modus::neural
