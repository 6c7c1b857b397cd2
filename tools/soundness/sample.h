// A few models to choose goals by: a goal that holds in all of them where its premises hold is
// worth claiming. This only makes chains that are often provable; it judges nothing.
#pragma once

#include <vector>

#include "tools/soundness/model.h"
#include "tools/soundness/oracle.h"

namespace modus::soundness {

class Sample {
 public:
  Sample(const World& world, const claims::Header& header, RandomStream random);

  const std::vector<Model>& models() const { return models_; }

  // `name` is new: from now on it has the value of the term in every model.
  void define(const std::string& name, const claims::Claim& term);
  // In which models a claim is true.
  std::vector<bool> holds(const claims::Claim& claim) const;

 private:
  const World& world_;
  std::vector<Model> models_;
};

// Things named apart where names are unique, every thing named where the domain is closed. free:
// names that steps bind or that do not occur, of which neither speaks.
bool fits_header(const Model& model, const World& world, const claims::Header& header,
                 const std::vector<std::string>& free);

// Gives `let` names their values; nullopt as the value where the term has none.
void set_value(Model& model, const World& world, const std::string& name, const TermValue& value);

}  // namespace modus::soundness
