#include "symbolic/worker_protocol.h"

#include "base/error.h"
#include "claims/grammar.h"
#include "claims/parse.h"
#include "claims/print.h"
#include "claims/sort_parser.h"
#include "claims/token_stream.h"
#include "symbolic/worker_message.h"
#include "symbolic/worker_model.h"

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

claims::Sort read_sort(MessageReader& in) {
  const std::string text = in.text();
  claims::Source source;
  source.name = "worker";
  source.text = text;
  claims::TokenStream tokens(source, claims::kMaxTokens);
  return claims::parse_sort(tokens);
}

std::vector<std::string> capital_constants(const claims::Signature& signature) {
  std::vector<std::string> constants;
  for (const auto& [name, symbol] : signature.symbols())
    if (claims::is_variable(name)) constants.push_back(name);
  return constants;
}

}  // namespace

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
  return out.take();
}

ReadTheory read_theory(std::string_view bytes) {
  MessageReader in(bytes);
  ReadTheory read;
  for (auto count = in.number(); count-- > 0;) {
    const std::string name = in.text();
    claims::Symbol symbol;
    symbol.result = read_sort(in);
    for (auto arity = in.number(); arity-- > 0;) symbol.arguments.push_back(read_sort(in));
    read.theory.signature.add(name, symbol);
  }
  read.constants = capital_constants(read.theory.signature);
  for (auto count = in.number(); count-- > 0;)
    read.theory.axioms.push_back(read_claim(in.text(), read.constants));
  return read;
}

std::string write_query(const SolverQuery& query, std::uint32_t cpu_s, KnownClaims& known) {
  MessageWriter out;
  out.number(cpu_s);
  out.number(static_cast<std::uint64_t>(query.mode));
  out.number(query.wanted == Wanted::kEvidence ? 1 : 0);
  out.number(query.premises_satisfiable ? 1 : 0);
  out.number(query.rlimit);
  out.number(query.goal ? 1 : 0);
  if (query.goal) out.text(claims::print(*query.goal));
  out.number(query.premises.size());
  for (const Premise& premise : query.premises) {
    const auto [at, is_new] = known.try_emplace(premise.claim, known.size());
    out.number(at->second);
    if (is_new) out.text(claims::print(premise.claim));
  }
  return out.take();
}

ReadQuery read_query(std::string_view bytes, ReadTheory& theory) {
  MessageReader in(bytes);
  ReadQuery read;
  SolverQuery& query = read.query;
  read.cpu_s = static_cast<std::uint32_t>(in.number());
  query.mode = static_cast<SolverMode>(in.number());
  query.wanted = in.number() ? Wanted::kEvidence : Wanted::kVerdict;
  query.premises_satisfiable = in.number() != 0;
  query.rlimit = static_cast<std::uint32_t>(in.number());
  std::string goal;
  const bool has_goal = in.number() != 0;
  if (has_goal) goal = in.text();
  for (auto count = in.number(); count-- > 0;) {
    const std::uint64_t number = in.number();
    if (number > theory.claims.size()) throw SolverError("the worker was told of an unknown claim");
    if (number == theory.claims.size())
      theory.claims.push_back(read_claim(in.text(), theory.constants));
    query.premises.push_back({claims::StepId(), theory.claims[number]});
  }
  if (has_goal) query.goal = read_claim(goal, theory.constants);
  return read;
}

std::string write_proof_request(const ProofRequest& request) {
  MessageWriter out;
  out.number(request.cpu_s);
  out.text(request.smtlib);
  return out.take();
}

ProofRequest read_proof_request(std::string_view bytes) {
  MessageReader in(bytes);
  ProofRequest request;
  request.cpu_s = static_cast<std::uint32_t>(in.number());
  request.smtlib = in.text();
  return request;
}

std::string write_proof(const AletheProof& proof) {
  MessageWriter out;
  out.text(proof.text);
  out.text(proof.reason);
  return out.take();
}

AletheProof read_proof(std::string_view bytes) {
  MessageReader in(bytes);
  AletheProof proof;
  proof.text = in.text();
  proof.reason = in.text();
  return proof;
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
  return out.take();
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

}  // namespace modus::symbolic
