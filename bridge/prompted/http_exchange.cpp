#include "bridge/prompted/http_exchange.h"

#include <curl/curl.h>
#include <fmt/core.h>

#include "base/error.h"

namespace modus::bridge {
namespace {

// libcurl is started once, before the first handle; it is never stopped.
void start_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK)
    throw IoError(fmt::format("libcurl does not start: {}", curl_easy_strerror(started)));
}

enum class Excess { kNone, kBody, kHeaders };

struct Received {
  std::string body;
  std::size_t header_bytes = 0;
  Excess excess = Excess::kNone;
  const HttpLimits* limits = nullptr;
};

// Less than `size * count` tells libcurl to give up.
std::size_t take_body(const char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& received = *static_cast<Received*>(into);
  if (received.body.size() + size * count > received.limits->answer_bytes) {
    received.excess = Excess::kBody;
    return 0;
  }
  received.body.append(bytes, size * count);
  return size * count;
}

std::size_t take_header(const char*, std::size_t size, std::size_t count, void* into) {
  auto& received = *static_cast<Received*>(into);
  received.header_bytes += size * count;
  if (received.header_bytes <= received.limits->header_bytes) return size * count;
  received.excess = Excess::kHeaders;
  return 0;
}

int is_stopped(void* limits, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const std::atomic<bool>* stop = static_cast<const HttpLimits*>(limits)->stop;
  return stop != nullptr && stop->load() ? 1 : 0;
}

struct HeaderList {
  curl_slist* first = nullptr;
  ~HeaderList() { curl_slist_free_all(first); }
  void add(const std::string& line) { first = curl_slist_append(first, line.c_str()); }
};

std::string failure(CURLcode code, const Received& received, const std::string& url,
                    const char* detail) {
  const HttpLimits& limits = *received.limits;
  if (received.excess == Excess::kBody)
    return fmt::format("{}: the answer is larger than {} bytes", url, limits.answer_bytes);
  if (received.excess == Excess::kHeaders)
    return fmt::format("{}: the answer's headers are larger than {} bytes", url,
                       limits.header_bytes);
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return fmt::format("{}: interrupted", url);
    case CURLE_OPERATION_TIMEDOUT:
      return fmt::format("{}: no whole answer within {:g} s; --timeout sets how long to wait", url,
                         static_cast<double>(limits.whole_ms) / 1000);
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
      return fmt::format("cannot reach {}: {}; is the server running?", url, detail);
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
      return fmt::format("{}: the answer ended half-way: {}", url, detail);
    default:
      return fmt::format("{}: {}", url, detail);
  }
}

}  // namespace

struct HttpExchange::State {
  explicit State(HttpLimits its_limits) : limits(its_limits) {
    start_curl();
    handle = curl_easy_init();
    if (handle == nullptr) throw IoError("libcurl gives no handle");
  }
  ~State() { curl_easy_cleanup(handle); }

  void set_up(const std::string& url, const HeaderList& headers, Received& received) {
    curl_easy_reset(handle);  // keeps the connection
    received.limits = &limits;
    error[0] = '\0';
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.first);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "modus");
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, limits.connect_ms);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, limits.whole_ms);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &received);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &received);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, is_stopped);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &limits);
  }

  HttpAnswer exchange(const std::string& url, const std::vector<std::string>& lines,
                      const std::string* body) {
    HeaderList headers;
    for (const std::string& line : lines) headers.add(line);
    headers.add("Expect:");  // the body goes at once, however long it is
    Received received;
    set_up(url, headers, received);
    if (body != nullptr) {
      curl_easy_setopt(handle, CURLOPT_POST, 1L);
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body->data());
    }
    const CURLcode code = curl_easy_perform(handle);
    if (code != CURLE_OK)
      throw IoError(
          failure(code, received, url, error[0] != '\0' ? error : curl_easy_strerror(code)));
    HttpAnswer answer;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
    answer.body = std::move(received.body);
    return answer;
  }

  const HttpLimits limits;
  CURL* handle = nullptr;
  char error[CURL_ERROR_SIZE] = {};
};

HttpExchange::HttpExchange(HttpLimits limits) : state_(std::make_unique<State>(limits)) {}
HttpExchange::~HttpExchange() = default;

HttpAnswer HttpExchange::get(const std::string& url, const std::vector<std::string>& headers) {
  return state_->exchange(url, headers, nullptr);
}

HttpAnswer HttpExchange::post(const std::string& url, const std::vector<std::string>& headers,
                              const std::string& body) {
  return state_->exchange(url, headers, &body);
}

}  // namespace modus::bridge
