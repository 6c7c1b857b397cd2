#include "bridge/prompted/metered_model.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/stopwatch.h"

namespace modus::bridge {
std::optional<std::string> MeteredModel::ask(TextRequest request) {
  if (spent()) return std::nullopt;
  request.max_tokens = std::min(request.max_tokens, max_tokens_ - tokens_);
  const Stopwatch watch;
  try {
    TextReply reply = model_.write(request);
    waited_seconds_ += watch.seconds();
    count(reply);
    return std::move(reply.text);
  } catch (const IoError&) {  // what was interrupted is no failure
    if (stopped()) return std::nullopt;
    throw;
  }
}

std::vector<std::string> MeteredModel::ask_each(std::vector<TextRequest> requests) {
  if (spent() || requests.empty()) return {};
  const std::size_t share = std::max<std::size_t>(1, (max_tokens_ - tokens_) / requests.size());
  for (TextRequest& request : requests) request.max_tokens = std::min(request.max_tokens, share);
  std::vector<std::string> texts;
  const Stopwatch watch;
  try {
    std::vector<TextReply> replies = model_.write_each(requests);
    waited_seconds_ += watch.seconds();
    for (TextReply& reply : replies) {
      count(reply);
      texts.push_back(std::move(reply.text));
    }
  } catch (const IoError&) {
    if (!stopped()) throw;
  }
  return texts;
}

void MeteredModel::count(const TextReply& reply) {
  ++calls_;
  tokens_ += std::max<std::size_t>(reply.tokens, 1);
  seconds_ += reply.seconds;
}

}  // namespace modus::bridge
