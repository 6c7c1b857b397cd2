#include "symbolic/worker_protocol.h"

#include <chrono>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "claims/grammar.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "claims/sort_parser.h"
#include "claims/token_stream.h"

namespace modus::symbolic {

using claims::Claim;

namespace {

Claim read_claim(const std::string& text, const std::vector<std::string>& constants) {
  claims::Source source;
  source.name = "worker";
  source.text = text;
  source.constants = {constants.begin(), constants.end()};
  return claims::parse_claim(source);
}

void write_value(MessageWriter& out, const claims::Value& value) {
  if (const bool* truth = std::get_if<bool>(&value)) {
    out.number(0);
    out.number(*truth ? 1 : 0);
  } else if (const auto* quantity = std::get_if<claims::Quantity>(&value)) {
    out.number(1);
    out.text(quantity->value.get_str());
  } else if (const auto* set = std::get_if<claims::ElementSet>(&value)) {
    out.number(3);
    out.number(set->elements.size());
    for (const auto& element : set->elements)
      std::visit([&](const auto& one) { write_value(out, one); }, element);
  } else {
    const auto* entity = std::get_if<claims::Entity>(&value);
    MODUS_CHECK(entity, "a model value of kind {}", value.index());
    out.number(2);
    out.text(entity->name);
  }
}

claims::Value read_value(MessageReader& in) {
  switch (in.number()) {
    case 0: return in.number() != 0;
    case 1: {
      claims::Rational number(in.text());
      number.canonicalize();
      return claims::Quantity{number, {}};
    }
    case 3: {
      claims::ElementSet set;
      for (auto count = in.number(); count-- > 0;) {
        const claims::Value element = read_value(in);
        if (const auto* quantity = std::get_if<claims::Quantity>(&element))
          set.elements.emplace_back(*quantity);
        else
          set.elements.emplace_back(std::get<claims::Entity>(element));
      }
      return set;
    }
    default: return claims::Entity{in.text()};
  }
}

void write_model(MessageWriter& out, const claims::Model& model) {
  out.number(model.domain.size());
  for (const std::string& element : model.domain) out.text(element);
  out.number(model.constants.size());
  for (const auto& [name, value] : model.constants) {
    out.text(name);
    write_value(out, value);
  }
  out.number(model.tables.size());
  for (const auto& [name, table] : model.tables) {
    out.text(name);
    out.number(table.rows.size());
    for (const auto& [row, value] : table.rows) {
      out.number(row.size());
      for (const claims::Value& argument : row) write_value(out, argument);
      write_value(out, value);
    }
    write_value(out, table.otherwise);
  }
}

claims::Model read_model(MessageReader& in) {
  claims::Model model;
  for (auto count = in.number(); count-- > 0;) model.domain.push_back(in.text());
  for (auto count = in.number(); count-- > 0;) {
    std::string name = in.text();
    model.constants[std::move(name)] = read_value(in);
  }
  for (auto count = in.number(); count-- > 0;) {
    claims::Model::Table& table = model.tables[in.text()];
    for (auto rows = in.number(); rows-- > 0;) {
      claims::Model::Row row;
      for (auto width = in.number(); width-- > 0;) row.push_back(read_value(in));
      claims::Value value = read_value(in);
      table.rows.emplace_back(std::move(row), std::move(value));
    }
    table.otherwise = read_value(in);
  }
  return model;
}

bool write_all(int socket, const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = send(socket, bytes, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

using Clock = std::chrono::steady_clock;

bool read_all(int socket, char* bytes, std::size_t size, std::optional<Clock::time_point> deadline,
              bool& timed_out) {
  while (size > 0) {
    int left_ms = -1;
    if (deadline)
      left_ms = static_cast<int>(std::max<std::int64_t>(
          0, std::chrono::duration_cast<std::chrono::milliseconds>(*deadline - Clock::now()).count()));
    pollfd ready{socket, POLLIN, 0};
    const int polled = poll(&ready, 1, left_ms);
    if (polled < 0 && errno == EINTR) continue;
    if (polled == 0) timed_out = true;
    if (polled <= 0) return false;
    const ssize_t got = recv(socket, bytes, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

void MessageWriter::text(std::string_view value) {
  number(value.size());
  bytes_.append(value);
}

void MessageWriter::number(std::uint64_t value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes_.append(raw, sizeof value);
}

std::uint64_t MessageReader::number() {
  std::uint64_t value = 0;
  if (rest_.size() < sizeof value) throw SolverError("the worker's message is cut off");
  std::memcpy(&value, rest_.data(), sizeof value);
  rest_.remove_prefix(sizeof value);
  return value;
}

std::string MessageReader::text() {
  const std::uint64_t size = number();
  if (size > rest_.size()) throw SolverError("the worker's message is cut off");
  std::string value(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return value;
}

std::vector<std::string> capital_constants(const claims::Signature& signature) {
  std::vector<std::string> constants;
  for (const auto& [name, symbol] : signature.symbols())
    if (claims::is_variable(name)) constants.push_back(name);
  return constants;
}

std::string write_theory(const Theory& theory) {
  MessageWriter out;
  out.number(theory.signature.symbols().size());
  for (const auto& [name, symbol] : theory.signature.symbols()) {
    out.text(name);
    out.text(claims::to_string(symbol.result));
    out.number(symbol.arguments.size());
    for (const claims::Sort& sort : symbol.arguments) out.text(claims::to_string(sort));
  }
  out.number(theory.axioms.size());
  for (const Claim& axiom : theory.axioms) out.text(claims::print(axiom));
  return out.bytes();
}

Theory read_theory(std::string_view bytes) {
  MessageReader in(bytes);
  const auto sort = [&] {
    const std::string text = in.text();
    claims::Source source;
    source.name = "worker";
    source.text = text;
    claims::TokenStream tokens(source, claims::kMaxTokens);
    return claims::parse_sort(tokens);
  };
  Theory theory;
  for (auto count = in.number(); count-- > 0;) {
    const std::string name = in.text();
    claims::Symbol symbol;
    symbol.result = sort();
    for (auto arity = in.number(); arity-- > 0;) symbol.arguments.push_back(sort());
    theory.signature.add(name, symbol);
  }
  const std::vector<std::string> constants = capital_constants(theory.signature);
  for (auto count = in.number(); count-- > 0;)
    theory.axioms.push_back(read_claim(in.text(), constants));
  return theory;
}

std::string write_query(const SolverQuery& query) {
  MessageWriter out;
  out.number(static_cast<std::uint64_t>(query.mode));
  out.number(query.wanted == Wanted::kEvidence ? 1 : 0);
  out.number(query.premises_satisfiable ? 1 : 0);
  out.number(query.rlimit);
  out.number(query.goal ? 1 : 0);
  if (query.goal) out.text(claims::print(*query.goal));
  out.number(query.premises.size());
  for (const Premise& premise : query.premises) out.text(claims::print(premise.claim));
  return out.bytes();
}

SolverQuery read_query(std::string_view bytes, const std::vector<std::string>& constants) {
  MessageReader in(bytes);
  SolverQuery query;
  query.mode = static_cast<SolverMode>(in.number());
  query.wanted = in.number() ? Wanted::kEvidence : Wanted::kVerdict;
  query.premises_satisfiable = in.number() != 0;
  query.rlimit = static_cast<std::uint32_t>(in.number());
  if (in.number()) query.goal = read_claim(in.text(), constants);
  for (auto count = in.number(); count-- > 0;)
    query.premises.push_back({claims::StepId(), read_claim(in.text(), constants)});
  return query;
}

std::string write_decision(const Decision& decision) {
  MessageWriter out;
  out.number(static_cast<std::uint64_t>(decision.outcome));
  out.number(static_cast<std::uint64_t>(decision.layer));
  out.text(decision.reason);
  out.number(decision.used.size());
  for (const std::size_t index : decision.used) out.number(index);
  out.number(decision.counter_model ? 1 : 0);
  if (decision.counter_model) write_model(out, *decision.counter_model);
  return out.bytes();
}

Decision read_decision(std::string_view bytes) {
  MessageReader in(bytes);
  Decision decision;
  decision.outcome = static_cast<Outcome>(in.number());
  decision.layer = static_cast<Layer>(in.number());
  decision.reason = in.text();
  for (auto count = in.number(); count-- > 0;) decision.used.push_back(in.number());
  if (in.number()) decision.counter_model = read_model(in);
  return decision;
}

bool send_message(int socket, std::string_view bytes) {
  if (bytes.size() > kMaxMessageBytes) return false;
  std::string framed(sizeof(std::uint64_t), '\0');
  const std::uint64_t size = bytes.size();
  std::memcpy(framed.data(), &size, sizeof size);
  framed += bytes;
  return write_all(socket, framed.data(), framed.size());
}

std::optional<std::string> receive_message(int socket, int timeout_ms, bool& timed_out) {
  std::optional<Clock::time_point> deadline;
  if (timeout_ms >= 0) deadline = Clock::now() + std::chrono::milliseconds(timeout_ms);
  std::uint64_t size = 0;
  if (!read_all(socket, reinterpret_cast<char*>(&size), sizeof size, deadline, timed_out))
    return std::nullopt;
  if (size > kMaxMessageBytes) return std::nullopt;
  std::string bytes(size, '\0');
  if (!read_all(socket, bytes.data(), size, deadline, timed_out)) return std::nullopt;
  return bytes;
}

}  // namespace modus::symbolic
