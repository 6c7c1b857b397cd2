#include "symbolic/verdict.h"

namespace modus::symbolic {

std::string_view to_string(Layer layer) {
  switch (layer) {
    case Layer::kGround: return "ground";
    case Layer::kExact: return "exact";
    case Layer::kDirected: return "directed";
    case Layer::kInstances: return "instances";
    case Layer::kLive: return "live";
    case Layer::kFresh: return "fresh";
  }
  return "";
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::kNone: return "";
    case Verdict::kProved: return "proved";
    case Verdict::kRefuted: return "refuted";
    case Verdict::kUnproved: return "unproved";
    case Verdict::kUndecided: return "undecided";
    case Verdict::kGrounded: return "grounded";
    case Verdict::kUngrounded: return "ungrounded";
    case Verdict::kMalformed: return "malformed";
  }
  return "";
}

std::string_view to_string(ChainVerdict verdict) {
  switch (verdict) {
    case ChainVerdict::kVerified: return "verified";
    case ChainVerdict::kValid: return "valid";
    case ChainVerdict::kUngrounded: return "ungrounded";
    case ChainVerdict::kRefuted: return "refuted";
    case ChainVerdict::kUnproved: return "unproved";
    case ChainVerdict::kInconsistent: return "inconsistent";
    case ChainVerdict::kUndecided: return "undecided";
    case ChainVerdict::kMalformed: return "malformed";
  }
  return "";
}

int exit_code(ChainVerdict verdict) {
  switch (verdict) {
    case ChainVerdict::kVerified: case ChainVerdict::kValid: return 0;
    case ChainVerdict::kRefuted: case ChainVerdict::kUnproved: case ChainVerdict::kInconsistent:
      return 1;
    case ChainVerdict::kMalformed: return 2;
    case ChainVerdict::kUndecided: case ChainVerdict::kUngrounded: return 3;
  }
  return 70;
}

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::kInfo: return "info";
    case Severity::kWarn: return "warn";
    case Severity::kError: return "error";
  }
  return "";
}

}  // namespace modus::symbolic
