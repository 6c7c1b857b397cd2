#include <cstdio>

#include "claims/chain_text.h"
#include "rules/library.h"
#include "symbolic/checker.h"
#include "symbolic/worker.h"

int main(int argc, char** argv) {
  modus::symbolic::run_worker_if_asked(argc, argv);  // the solver runs in a process of its own
  const auto rules = modus::rules::Library::shipped();
  const auto chain = modus::claims::parse_chain(
      "s1 given kind(X) -> patient(X)\n"
      "s2 given kind(ann)\n"
      "s3 have patient(ann) by s1 s2\n",
      "ann.chain");
  const auto result = modus::symbolic::check_chain(chain, {.library = &rules});
  std::printf("%s\n", std::string(modus::symbolic::to_string(result.verdict)).c_str());
}
