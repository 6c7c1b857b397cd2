#include "bridge/prompted/server_model.h"

#include <chrono>

#include <fmt/format.h>

#include "base/error.h"
#include "bridge/prompted/lexicon_gbnf.h"
#include "bridge/prompted/server_address.h"
#include "bridge/prompted/server_messages.h"

namespace modus::bridge {
namespace {

constexpr long kOk = 200;

// What a status other than 200 means for who runs the program.
std::string remedy_of(long status) {
  if (status >= 300 && status < 400) return "redirects are not followed: give the final address";
  if (status == 401 || status == 403) return "set MODUS_API_KEY to the server's key";
  if (status == 404) return "is this the address up to /v1, and --model-name a model it has?";
  if (status == 429 || status == 503) return "it is busy or still loading: try again later";
  return "";
}

void require_ok(const HttpAnswer& answer, const std::string& url) {
  if (answer.status == kOk) return;
  const std::string remedy = remedy_of(answer.status);
  throw IoError(fmt::format("{} answers with status {}: {}{}{}", url, answer.status,
                            server_complaint(answer.body), remedy.empty() ? "" : "; ", remedy));
}

}  // namespace

struct ServerModel::State {
  explicit State(ServerOptions options)
      : address(server_address(options.address)),
        model(std::move(options.model)),
        exchange(options.limits) {
    if (const auto key = server_key(address)) headers.push_back("Authorization: Bearer " + *key);
    if (model.empty()) model = only_model();
  }

  // A server that lists none, or has no such list, takes requests without a name.
  std::string only_model() {
    const std::string url = address.base + "/models";
    const HttpAnswer answer = exchange.get(url, headers);
    if (answer.status == 404 || answer.status == 405) return "";
    require_ok(answer, url);
    const std::vector<std::string> names = listed_models(answer.body);
    if (names.size() > 1)
      throw ConfigError(fmt::format("{} has {} models; choose one with --model-name: {}",
                                    address.base, names.size(), fmt::join(names, ", ")));
    return names.empty() ? "" : names.front();
  }

  // With the grammar of the lexicon, as long as the server takes one.
  HttpAnswer post(const std::string& url, const std::vector<std::string>& with_headers,
                  const TextRequest& request) {
    const std::string grammar =
        request.lexicon != nullptr && takes_grammar ? lexicon_gbnf(*request.lexicon) : "";
    HttpAnswer answer =
        exchange.post(url, with_headers, chat_request_json(request, model, grammar));
    if (grammar.empty() || answer.status < 400 || answer.status >= 500) return answer;
    HttpAnswer without = exchange.post(url, with_headers, chat_request_json(request, model, ""));
    takes_grammar = without.status != kOk;  // the grammar alone was at fault
    return without;
  }

  bool takes_grammar = true;
  ServerAddress address;
  std::string model;
  std::vector<std::string> headers;
  HttpExchange exchange;
};

ServerModel::ServerModel(ServerOptions options)
    : state_(std::make_unique<State>(std::move(options))) {}
ServerModel::~ServerModel() = default;

std::string ServerModel::name() const {
  return fmt::format("{} at {}", state_->model.empty() ? "the model" : state_->model,
                     state_->address.base);
}

TextReply ServerModel::write(const TextRequest& request) {
  const std::string url = state_->address.base + "/chat/completions";
  std::vector<std::string> headers = state_->headers;
  headers.emplace_back("Content-Type: application/json");
  const auto start = std::chrono::steady_clock::now();
  const HttpAnswer answer = state_->post(url, headers, request);
  require_ok(answer, url);
  TextReply reply = chat_reply(answer.body, url);
  reply.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (!request.begins_with.empty() && reply.text.starts_with(request.begins_with))
    reply.text.erase(0, request.begins_with.size());
  return reply;
}

}  // namespace modus::bridge
