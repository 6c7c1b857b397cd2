#include "bridge/prompted/metered_model.h"

#include <algorithm>
#include <utility>

#include "base/error.h"

namespace modus::bridge {

std::optional<std::string> MeteredModel::ask(TextRequest request) {
  if (spent()) return std::nullopt;
  request.max_tokens = std::min(request.max_tokens, max_tokens_ - tokens_);
  try {
    TextReply reply = model_.write(request);
    ++calls_;
    tokens_ += std::max<std::size_t>(reply.tokens, 1);
    seconds_ += reply.seconds;
    return std::move(reply.text);
  } catch (const IoError&) {  // what was interrupted is no failure
    if (stopped()) return std::nullopt;
    throw;
  }
}

}  // namespace modus::bridge
