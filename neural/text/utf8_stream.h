// Text that arrives in pieces: a token may end inside a character, and a stop text may begin in
// one token and end in another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modus::neural {

// Bytes to UTF-8: holds the beginning of a character back until the rest of it has come. Bytes
// that are no UTF-8 become U+FFFD, one for each longest beginning of a character (Unicode 14,
// table 3-8), as in `tokenizers` and Python.
class Utf8Stream {
 public:
  std::string push(std::string_view bytes);
  std::string finish();  // what was held back, as U+FFFD

 private:
  std::string held_;
};

// Text up to the first stop text: holds back what may be the beginning of one.
class StopStream {
 public:
  explicit StopStream(std::vector<std::string> stops);  // none of them empty

  std::string push(std::string_view text);  // nothing any more once stopped
  std::string finish();
  bool stopped() const { return stopped_; }

 private:
  std::vector<std::string> stops_;
  std::string held_;
  bool stopped_ = false;
};

}  // namespace modus::neural
