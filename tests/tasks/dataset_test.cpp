#include "tasks/dataset.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include "base/error.h"
#include "base/files.h"
#include "tasks/gzip.h"

namespace modus::tasks {
namespace {

// A file of this test's own that goes away with it.
class Scratch {
 public:
  explicit Scratch(const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("modus_dataset_" + std::to_string(::getpid()))) {
    write_file(path_, bytes);
  }
  ~Scratch() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string gzip_of(const std::string& text) {
  const Scratch packed("");
  gzFile file = gzopen(packed.path().c_str(), "wb9");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  return read_file(packed.path(), 1 << 20);
}

std::string error_of(const std::string& bytes) {
  const Scratch file(bytes);
  try {
    read_rows(file.path());
  } catch (const IoError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Dataset, ReadsLinesAndArraysAlike) {
  const std::string one = R"({"id": "a", "steps": ["x", "y"], "label": null})";
  const std::string two = R"({"id": "b", "steps": [], "label": 3, "nested": {"p": 1}})";
  for (const std::string& text : {one + "\n\n" + two + "\n", "[" + one + ",\n " + two + "]"}) {
    const Scratch file(text);
    const std::vector<Row> rows = read_rows(file.path());
    ASSERT_EQ(rows.size(), 2u) << text;
    EXPECT_EQ(rows[0].text("id"), "a");
    EXPECT_EQ(rows[0].texts("steps"), (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(rows[0].integer("label"), std::nullopt);
    EXPECT_FALSE(rows[0].has("label"));
    EXPECT_EQ(rows[1].integer("label"), 3);
    EXPECT_FALSE(rows[1].has("nested"));
    EXPECT_THROW(rows[1].text("label"), IoError);
    EXPECT_THROW(rows[1].text("nested"), IoError);
  }
}

TEST(Dataset, KeepsObjectsOfTextsAndTruthValues) {
  const Scratch file(R"json({"fol": {"b": "B(x)", "a": "A(x)"}, "solution": [true, false]})json");
  const Row row = read_rows(file.path()).at(0);
  EXPECT_EQ(row.pairs("fol"), (Row::Pairs{{"b", "B(x)"}, {"a", "A(x)"}}));
  EXPECT_EQ(row.texts("solution"), (std::vector<std::string>{"true", "false"}));
  EXPECT_THROW(row.pairs("solution"), IoError);
}

TEST(Dataset, ReadsGzipWithSeveralMembers) {
  const Scratch file(gzip_of("{\"id\": \"a\"}\n") + gzip_of("{\"id\": \"b\"}\n"));
  const std::vector<Row> rows = read_rows(file.path());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].text("id"), "b");
}

TEST(Dataset, LimitCountsRowsOfAllFiles) {
  const Scratch file("{\"id\": \"a\"}\n{\"id\": \"b\"}\n");
  EXPECT_EQ(read_rows({file.path(), file.path()}, 3).size(), 3u);
  EXPECT_EQ(read_rows({file.path(), file.path()}, std::nullopt).size(), 4u);
}

TEST(Dataset, SaysWhatIsWrongAndWhere) {
  EXPECT_NE(error_of("{\"id\": 1}\n{\"id\"").find("row 2: no JSON"), std::string::npos);
  EXPECT_NE(error_of("[1]").find("row 1: an object was expected, number came"), std::string::npos);
  EXPECT_NE(error_of("").find("holds no rows"), std::string::npos);
  EXPECT_NE(error_of("{\"a\": \"\xff\"}").find("no UTF-8 at byte 7"), std::string::npos);
  const std::string deep(100'000, '[');
  EXPECT_NE(error_of(deep), "no error");
  std::string packed = gzip_of(std::string(5000, 'x') + "\n");
  EXPECT_NE(error_of(packed.substr(0, packed.size() - 6)).find("damaged"), std::string::npos);
}

TEST(Gzip, StopsAtTheLimit) {
  const Scratch bomb(gzip_of(std::string(4 << 20, ' ')));
  EXPECT_THROW(read_maybe_gzip(bomb.path(), 1 << 20), IoError);
  EXPECT_EQ(read_maybe_gzip(bomb.path(), 4 << 20).size(), 4u << 20);
}

}  // namespace
}  // namespace modus::tasks
