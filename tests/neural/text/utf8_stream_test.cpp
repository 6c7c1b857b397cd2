#include "neural/text/utf8_stream.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/files.h"

namespace modus::neural {
namespace {

TEST(Utf8Stream, HoldsBackHalfCharacters) {
  Utf8Stream stream;
  EXPECT_EQ(stream.push("a\xF0\x9F"), "a");
  EXPECT_EQ(stream.push("\x98"), "");
  EXPECT_EQ(stream.push("\x80"
                        "b"),
            "\U0001F600b");
  EXPECT_EQ(stream.finish(), "");
}

// The examples of the Unicode standard's table 3-8 and around it.
TEST(Utf8Stream, ReplacesWhatIsNone) {
  const auto all = [](std::string_view bytes) {
    Utf8Stream stream;
    const std::string text = stream.push(bytes);
    return text + stream.finish();
  };
  EXPECT_EQ(all("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"),
            "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(all("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // a surrogate
  EXPECT_EQ(all("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), "\uFFFD\uFFFD\uFFFD\uFFFDA");
  EXPECT_EQ(all("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(all("x\xE2\x82"), "x\uFFFD");
}

RC_GTEST_PROP(Utf8Stream, AnyCutGivesTheSame, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::element('a', '\x80', '\xBF', '\xC3', '\xE2', '\xED',
                                                       '\xF0', '\xF4', '\x90', '\xFF')));
  std::string bytes, text;
  Utf8Stream stream, whole;
  for (const std::string& piece : pieces) {
    bytes += piece;
    text += stream.push(piece);
    RC_ASSERT(first_invalid_utf8(text) == std::string::npos);
  }
  text += stream.finish();
  const std::string at_once = whole.push(bytes);
  RC_ASSERT(text == at_once + whole.finish());
}

TEST(StopStream, EndsBeforeTheFirstStopText) {
  StopStream stream({"END", "\n\n"});
  EXPECT_EQ(stream.push("abE"), "ab");
  EXPECT_EQ(stream.push("Nx\n"), "ENx");
  EXPECT_EQ(stream.push("E"), "\n");
  EXPECT_EQ(stream.push("ND more"), "");
  EXPECT_TRUE(stream.stopped());
  EXPECT_EQ(stream.push("more"), "");
  EXPECT_EQ(stream.finish(), "");
}

RC_GTEST_PROP(StopStream, AnyCutGivesTheSame, ()) {
  const auto letters = rc::gen::container<std::string>(rc::gen::element('a', 'b'));
  const auto pieces = *rc::gen::container<std::vector<std::string>>(letters);
  const auto stop = *rc::gen::nonEmpty(letters);
  std::string bytes, text;
  StopStream stream({stop});
  for (const std::string& piece : pieces) {
    bytes += piece;
    text += stream.push(piece);
  }
  text += stream.finish();
  RC_ASSERT(text == bytes.substr(0, bytes.find(stop)));
}

}  // namespace
}  // namespace modus::neural
