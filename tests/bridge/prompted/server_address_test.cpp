#include "bridge/prompted/server_address.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

// An environment variable for the length of a test.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~Variable() { unsetenv(name_); }

 private:
  const char* name_;
};

TEST(ServerAddress, TellsWhereAServerIs) {
  const ServerAddress local = server_address("http://localhost:8123/v1/");
  EXPECT_EQ(local.base, "http://localhost:8123/v1");
  EXPECT_EQ(local.host, "localhost");
  EXPECT_TRUE(local.local);
  EXPECT_FALSE(local.encrypted);
  const ServerAddress far = server_address("https://api.example.org/v1");
  EXPECT_FALSE(far.local);
  EXPECT_TRUE(far.encrypted);
  EXPECT_TRUE(server_address("http://[::1]:80").local);
  EXPECT_TRUE(server_address("http://127.0.0.2").local);
  EXPECT_FALSE(server_address("http://127.example.org").local);
}

TEST(ServerAddress, RefusesWhatIsNone) {
  for (const char* wrong :
       {"ftp://a/v1", "http://", "http:///v1", "http://me:secret@a/v1", "http://a/v1?x=1",
        "http://a/v1#x", "http://a b/v1", "http://a\n/v1", "http://a:0/v1", "http://a:99999/v1",
        "http://a:x/v1", "http://a:/v1", "http://[::1/v1", "http://[x]/v1", "http://[::1]x/v1"})
    EXPECT_THROW(server_address(wrong), ConfigError) << wrong;
}

TEST(ServerAddress, IsToldFromFilesAndNames) {
  EXPECT_TRUE(is_server_address("http://localhost:1/v1"));
  EXPECT_TRUE(is_server_address("ftp://a"));
  EXPECT_FALSE(is_server_address("nano"));
  EXPECT_FALSE(is_server_address("models/nano"));
  EXPECT_FALSE(is_server_address("://x"));
}

TEST(ServerKey, OfAnotherServiceDoesNotTravelInTheClear) {
  const Variable key("OPENAI_API_KEY", "sk-1");
  EXPECT_EQ(server_key(server_address("http://localhost:1/v1")), "sk-1");
  EXPECT_EQ(server_key(server_address("https://example.org/v1")), "sk-1");
  EXPECT_EQ(server_key(server_address("http://example.org/v1")), std::nullopt);
  const Variable ours("MODUS_API_KEY", "m-2");
  EXPECT_EQ(server_key(server_address("http://example.org/v1")), "m-2");
}

TEST(ServerKey, WithALineEndIsRefused) {
  const Variable key("MODUS_API_KEY", "a\r\nX-Other: b");
  EXPECT_THROW(server_key(server_address("http://localhost:1/v1")), ConfigError);
}

}  // namespace
}  // namespace modus::bridge
