#include "neural/text/normal_form.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::neural {
namespace {

TEST(NormalForm, Composes) {
  EXPECT_EQ(to_nfc("plain"), "plain");
  EXPECT_EQ(to_nfc("e\u0301te\u0301"), "\u00e9t\u00e9");
  EXPECT_EQ(to_nfc("\u1100\u1161\u11A8"), "\uAC01");
  EXPECT_EQ(to_nfc("\u212B"), "\u00C5");
  EXPECT_EQ(to_nfc("s\u0307\u0323"), "\u1E69");
  EXPECT_EQ(to_nfc("\uFB01"), "\uFB01");  // compatibility characters stay
}

TEST(NormalForm, RefusesTooManyMarks) {
  std::string text = "a";
  for (int i = 0; i < 1024; ++i) text += i % 2 ? "\u0301" : "\u0323";
  EXPECT_NO_THROW(to_nfc(text));
  EXPECT_THROW(to_nfc(text + "\u0301"), IoError);
}

}  // namespace
}  // namespace modus::neural
