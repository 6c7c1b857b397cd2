#include "claims/extract/extract.h"

#include <gtest/gtest.h>

#include "claims/print.h"

namespace modus::claims {
namespace {

// What is claimed, joined by "; ".
std::string read(std::string_view text) {
  std::string told;
  for (const Reading& reading : extract(text).readings)
    told += (told.empty() ? "" : "; ") + print(reading.claim);
  return told;
}

std::string python(const std::string& lines) { return read("```python\n" + lines + "\n```"); }

TEST(Code, CommentsAndAssertsAreClaims) {
  EXPECT_EQ(python("total = 3 * 12  # 36\ntotal += 5  # = 40"), "3 * 12 = 36; 36 + 5 = 40");
  EXPECT_EQ(python("box = 7 // 2\nassert box == 3\nprint(box % 2)  # 1"),
            "7 div 2 = 3; 3 mod 2 = 1");
  EXPECT_EQ(python("x = 10 / 3  # 3.33"), "10 / 3 ~= 3.33");
  EXPECT_EQ(read("```\npens = 2 ** 3\n```\nSo `pens` is 9."), "2^3 = 9");
}

TEST(Code, NothingIsReadWhereAValueIsNotKnown) {
  for (const char* lines :
       {"total = 3 * 12\nfor i in box:\n    total += i\nprint(total)  # 36", "x = f(3)  # 9",
        "x = 3 * 12  # pens in 12 boxes", "x = 0.1 + 0.2  # 0.30000000000000004", "x = 5  # 6",
        "if late:\n    x = 2 * 3  # 7", "x = \"3 * 4\"  # 13", "x = 1 / 0  # 1"})
    EXPECT_EQ(python(lines), "") << lines;
  EXPECT_EQ(read("```json\nx = 3 * 12  # 40\n```"), "");
}

TEST(Code, LinesThatAreNotUnderstoodAreCounted) {
  const Extraction found = extract("```\nx = 3 * 12\nwhile x:\n  x -= 1\n```");
  EXPECT_EQ(found.sentences.size(), 5u);
  EXPECT_EQ(found.understood, 3u);
}

}  // namespace
}  // namespace modus::claims
