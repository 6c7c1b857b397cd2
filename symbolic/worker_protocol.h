// What is said between the checker and its worker process. Claims travel in canonical print, each
// once a theory: afterwards a premise is a number. Nothing of a solver crosses.
//
//   theory     signature and axioms
//   query      premises kind(ann), kind(X) -> nice(X) as 0 1; goal as text
//   proof      a text of SMT-LIB; the reply is a proof of it, as text
//   decision   outcome, reason, used premises, a counter-model
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "symbolic/export/export.h"
#include "symbolic/layers/solver_session.h"

namespace modus::symbolic {

inline constexpr std::string_view kWorkerGreeting = "modus worker 2";
inline constexpr char kTheoryMessage = 'T';  // first byte of a message to the worker
inline constexpr char kQueryMessage = 'Q';
inline constexpr char kProofMessage = 'P';

// The checker's side: the numbers of claims that the worker of a theory knows already.
using KnownClaims = std::unordered_map<claims::Claim, std::uint64_t>;

// The worker's side.
struct ReadTheory {
  Theory theory;
  std::vector<std::string> constants;  // names of the signature that look like variables
  std::vector<claims::Claim> claims;   // by number
};

// All of these throw SolverError for bytes that were cut off, ParseError for a claim that has no
// canonical print to be read back.
std::string write_theory(const Theory& theory);
ReadTheory read_theory(std::string_view bytes);

// New premises are added to `known`, and to `theory.claims`. The read query has step ids 0.
std::string write_query(const SolverQuery& query, std::uint32_t cpu_s, KnownClaims& known);
struct ReadQuery {
  SolverQuery query;
  std::uint32_t cpu_s = 0;  // of processor time for this query alone
};
ReadQuery read_query(std::string_view bytes, ReadTheory& theory);

struct ProofRequest {
  std::string smtlib;
  std::uint32_t cpu_s = 0;
};
std::string write_proof_request(const ProofRequest& request);
ProofRequest read_proof_request(std::string_view bytes);
std::string write_proof(const AletheProof& proof);
AletheProof read_proof(std::string_view bytes);

std::string write_decision(const Decision& decision);
Decision read_decision(std::string_view bytes);

}  // namespace modus::symbolic
