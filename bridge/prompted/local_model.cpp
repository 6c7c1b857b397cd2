#include "bridge/prompted/local_model.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/error.h"
#include "base/stopwatch.h"
#include "bridge/prompted/kept_prompts.h"
#include "bridge/prompted/reply.h"

namespace modus::bridge {
namespace {

using neural::TokenId;

constexpr std::size_t kMostTogether = 16;  // replies; the others wait

// A reply on its way. Its thread waits until it is done.
struct Writing {
  std::vector<TokenId> prompt;
  Reply reply;
  std::optional<neural::SequenceId> sequence = {};  // from when the prompt is read
  std::optional<TokenId> token = {};                // chosen, not yet read by the model
  double seconds = 0;                               // its share of what was written together
  std::exception_ptr failure = {};
  bool done = false;  // of the model's mutex

  void choose(std::span<const float> logits) {
    try {
      token = reply.next(logits);
    } catch (...) {
      token.reset();
      failure = std::current_exception();
    }
  }
};

}  // namespace

// One of the threads that wait writes the next token of all replies, then again one of them.
struct LocalModel::State {
  State(std::string its_name, neural::TextTokenizer its_tokenizer, neural::Decoder& its_decoder,
        neural::ChatTemplate its_chat, const std::atomic<bool>* its_stop)
      : name(std::move(its_name)),
        tokenizer(std::move(its_tokenizer)),
        decoder(its_decoder),
        chat(its_chat),
        stop(its_stop),
        vocabulary(tokenizer, decoder.vocabulary()),
        prompts(decoder),
        logits(decoder.vocabulary()) {}

  std::vector<TokenId> prompt_of(const TextRequest& request) const {
    std::vector<TokenId> tokens = encode_chat(tokenizer, chat, request.messages);
    const std::vector<TokenId> begun =
        tokenizer.encode(request.begins_with, neural::Controls::kAsText);
    tokens.insert(tokens.end(), begun.begin(), begun.end());
    if (tokens.size() + 1 >= decoder.context())
      throw Error(fmt::format("a conversation of {} tokens: the model's context is {} tokens",
                              tokens.size(), decoder.context()));
    return tokens;
  }

  void require_going() const {
    if (stop != nullptr && stop->load()) throw IoError(name + ": interrupted");
  }

  std::vector<TextReply> write(std::span<const TextRequest> requests);
  void write_a_token();
  void take_in();
  void read_prompts(std::span<Writing* const> begun);
  void append_tokens();
  void end_what_is_complete();
  void fail_all(const std::exception_ptr& failure);

  const std::string name;
  const neural::TextTokenizer tokenizer;
  neural::Decoder& decoder;
  const neural::ChatTemplate chat;
  const std::atomic<bool>* const stop;
  const ReplyVocabulary vocabulary;

  std::mutex mutex;  // of the next three, and of Writing::done
  std::condition_variable changed;
  std::deque<Writing*> waiting;
  bool writes = false;  // one of the threads does

  // Of the thread that writes.
  KeptPrompts prompts;
  std::vector<Writing*> together;
  std::vector<float> logits;  // float32 [V], or [B, V]
};

std::vector<TextReply> LocalModel::State::write(std::span<const TextRequest> requests) {
  std::deque<Writing> all;
  for (const TextRequest& request : requests) {
    std::vector<TokenId> prompt = prompt_of(request);
    const std::size_t most = decoder.context() - prompt.size();
    all.push_back({std::move(prompt), Reply(vocabulary, request, most)});
  }
  std::unique_lock lock(mutex);
  for (Writing& writing : all) waiting.push_back(&writing);
  while (!std::ranges::all_of(all, &Writing::done)) {
    if (writes) {
      changed.wait(lock);
      continue;
    }
    writes = true;
    lock.unlock();
    write_a_token();
    lock.lock();
    writes = false;
    changed.notify_all();
  }
  lock.unlock();
  std::vector<TextReply> replies;
  for (Writing& writing : all) {
    if (writing.failure) std::rethrow_exception(writing.failure);
    replies.push_back(writing.reply.finish());
    replies.back().seconds = writing.seconds;
  }
  return replies;
}

void LocalModel::State::write_a_token() {
  try {
    require_going();
    take_in();
    append_tokens();
  } catch (...) {
    fail_all(std::current_exception());
  }
  end_what_is_complete();
}

void LocalModel::State::take_in() {
  const std::size_t before = together.size();
  {
    const std::lock_guard lock(mutex);
    while (!waiting.empty() && together.size() < kMostTogether) {
      together.push_back(waiting.front());
      waiting.pop_front();
    }
  }
  read_prompts(std::span<Writing* const>(together).subspan(before));
}

// One after the other; what is asked twice is read once.
void LocalModel::State::read_prompts(std::span<Writing* const> begun) {
  neural::SequenceId read{};
  const std::vector<TokenId>* read_prompt = nullptr;
  for (Writing* writing : begun) {
    const Stopwatch watch;
    if (read_prompt == nullptr || *read_prompt != writing->prompt) {
      logits.resize(decoder.vocabulary());
      read = prompts.read(writing->prompt, logits, [&] { require_going(); });
      read_prompt = &writing->prompt;
    }
    writing->sequence = decoder.fork(read);
    writing->choose(logits);
    writing->seconds += watch.seconds();
  }
}

void LocalModel::State::append_tokens() {
  std::vector<Writing*> going = together;
  std::erase_if(going, [](const Writing* writing) { return !writing->token; });
  if (going.empty()) return;
  const Stopwatch watch;
  std::vector<neural::Append> batch;
  for (const Writing* writing : going) batch.push_back({*writing->sequence, {&*writing->token, 1}});
  logits.resize(batch.size() * decoder.vocabulary());
  decoder.append(batch, logits);
  std::span<const float> rest = logits;
  for (Writing* writing : going) {
    writing->choose(rest.first(decoder.vocabulary()));
    rest = rest.subspan(decoder.vocabulary());
  }
  const double share = watch.seconds() / static_cast<double>(going.size());
  for (Writing* writing : going) writing->seconds += share;
}

void LocalModel::State::end_what_is_complete() {
  const std::lock_guard lock(mutex);
  std::erase_if(together, [&](Writing* writing) {
    if (writing->token) return false;
    if (writing->sequence) decoder.close(*writing->sequence);
    writing->done = true;
    return true;
  });
}

void LocalModel::State::fail_all(const std::exception_ptr& failure) {
  const std::lock_guard lock(mutex);
  together.insert(together.end(), waiting.begin(), waiting.end());
  waiting.clear();
  for (Writing* writing : together) {
    writing->token.reset();
    writing->failure = failure;
  }
}

LocalModel::LocalModel(std::string name, neural::TextTokenizer tokenizer, neural::Decoder& decoder,
                       neural::ChatTemplate chat, const std::atomic<bool>* stop)
    : state_(std::make_unique<State>(std::move(name), std::move(tokenizer), decoder, chat, stop)) {}
LocalModel::~LocalModel() = default;

std::string LocalModel::name() const { return state_->name; }

std::size_t LocalModel::at_once() const { return kMostTogether; }

std::size_t LocalModel::tokens_read() const { return state_->prompts.tokens_read(); }

TextReply LocalModel::write(const TextRequest& request) {
  return std::move(state_->write({&request, 1}).front());
}

std::vector<TextReply> LocalModel::write_each(std::span<const TextRequest> requests) {
  return state_->write(requests);
}

}  // namespace modus::bridge
