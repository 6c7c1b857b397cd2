#include "bridge/training/recipe.h"

#include <set>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/error.h"
#include "claims/nearest.h"

namespace modus::bridge {
namespace {

// One table of the file. Every key that is asked for is known; what is left over is a mistake.
class Table {
 public:
  Table(const toml::table& table, std::string path, std::string place)
      : table_(table), path_(std::move(path)), place_(std::move(place)) {}

  template <typename Number>
  void number(std::string_view key, Number& value, double low, double high) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const auto found = node->value<double>();
    if (!found || node->is_string() || node->is_boolean() ||
        (std::is_integral_v<Number> && !node->is_integer()))
      fail(key, std::is_integral_v<Number> ? "should be a whole number" : "should be a number");
    if (!(*found >= low && *found <= high))
      fail(key, fmt::format("is {}, should be from {} to {}", *found, low, high));
    value = static_cast<Number>(*found);
  }

  void flag(std::string_view key, bool& value) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    if (!node->is_boolean()) fail(key, "should be true or false");
    value = node->value_or(value);
  }

  // As it was where the key is absent.
  void texts(std::string_view key, std::vector<std::string>& value) {
    const toml::node* node = find(key);
    if (node == nullptr) return;
    const toml::array* const list = node->as_array();
    value.clear();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i)
      if (const auto text = list->get(i)->value<std::string>()) value.push_back(*text);
    if (list == nullptr || list->empty() || value.size() != list->size())
      fail(key, "should be a list of texts");
  }

  std::string text(std::string_view key) {
    const toml::node* node = find(key);
    if (node == nullptr) return "";
    if (!node->is_string()) fail(key, "should be a text in quotes");
    return node->value_or(std::string());
  }

  // The tables below a key: [key] gives one, [[key]] several.
  std::vector<Table> tables(std::string_view key) {
    std::vector<Table> found;
    const toml::node* node = find(key);
    if (node == nullptr) return found;
    if (const toml::table* one = node->as_table()) {
      found.emplace_back(*one, path_, below(key));
    } else if (const toml::array* many = node->as_array(); many && many->is_array_of_tables()) {
      for (const toml::node& member : *many)
        found.emplace_back(*member.as_table(), path_,
                           fmt::format("{}[{}]", below(key), found.size() + 1));
    } else {
      fail(key, "should be a table");
    }
    return found;
  }

  // Throws for a key that nobody asked for.
  void finish() const {
    for (const auto& [key, node] : table_) {
      const std::string_view name = key.str();
      if (known_.contains(name)) continue;
      const std::vector<std::string_view> names(known_.begin(), known_.end());
      const auto near = claims::nearest(name, names);
      throw ConfigError(fmt::format("{}:{}: there is no key `{}`{}", path_,
                                    node.source().begin.line, below(name),
                                    near ? fmt::format("; did you mean `{}`?", *near) : ""));
    }
  }

  [[noreturn]] void fail(std::string_view key, std::string_view what) const {
    const toml::node* node = table_.get(key);
    throw ConfigError(fmt::format("{}:{}: {} {}", path_,
                                  node ? node->source().begin.line : table_.source().begin.line,
                                  below(key), what));
  }

 private:
  const toml::node* find(std::string_view key) {
    known_.insert(std::string(key));
    return table_.get(key);
  }
  std::string below(std::string_view key) const {
    return place_.empty() ? std::string(key) : fmt::format("{}.{}", place_, key);
  }

  const toml::table& table_;
  std::string path_;
  std::string place_;
  std::set<std::string, std::less<>> known_;
};

constexpr double kLargeSize = 1 << 20;
constexpr double kManySteps = 1e9;

void read_model(Table table, neural::ModelConfig& model) {
  table.number("vocab_size", model.vocab_size, 512, kLargeSize);
  table.number("hidden_size", model.hidden_size, 8, kLargeSize);
  table.number("num_hidden_layers", model.num_hidden_layers, 1, 1000);
  table.number("num_attention_heads", model.num_attention_heads, 1, 1024);
  table.number("num_key_value_heads", model.num_key_value_heads, 1, 1024);
  table.number("head_dim", model.head_dim, 2, 1024);
  table.number("intermediate_size", model.intermediate_size, 1, kLargeSize);
  table.number("first_k_dense_replace", model.first_k_dense_replace, 0, 1000);
  table.number("n_routed_experts", model.n_routed_experts, 1, 65536);
  table.number("num_experts_per_tok", model.num_experts_per_tok, 1, 64);
  table.number("moe_intermediate_size", model.moe_intermediate_size, 1, kLargeSize);
  table.number("shared_expert_intermediate_size", model.shared_expert_intermediate_size, 1,
               kLargeSize);
  table.number("max_position_embeddings", model.max_position_embeddings, 16, kLargeSize);
  table.number("rope_theta", model.rope_theta, 1, 1e9);
  table.number("rms_norm_eps", model.rms_norm_eps, 0, 1);
  table.flag("router_reads_entropy", model.router_reads_entropy);
  table.finish();
}

void read_optimiser(Table table, neural::train::TrainerSettings& trainer) {
  table.number("rate", trainer.rate, 0, 1);
  table.number("beta1", trainer.beta1, 0, 0.99999);
  table.number("beta2", trainer.beta2, 0, 0.99999);
  table.number("decay", trainer.decay, 0, 10);
  table.number("clip", trainer.clip, 1e-6, 1e6);
  const std::string precision = table.text("precision");
  if (precision == "float32")
    trainer.precision = kernels::Precision::kFloat32;
  else if (!precision.empty() && precision != "bfloat16")
    table.fail("precision", "should be \"float32\" or \"bfloat16\"");
  table.finish();
}

void read_schedule(Table table, neural::train::Schedule& schedule) {
  table.number("warm_up_steps", schedule.warm_up_steps, 0, kManySteps);
  table.number("stable_steps", schedule.stable_steps, 1, kManySteps);
  table.number("decay_steps", schedule.decay_steps, 0, kManySteps);
  table.finish();
}

void read_routing(Table table, neural::train::TrainerSettings& trainer) {
  neural::train::BalanceSettings& balance = trainer.balance;
  table.number("bias_step", balance.bias_step, 0, 1);
  table.number("last_bias_step", balance.last_bias_step, 0, 1);
  table.number("bias_steps", balance.bias_steps, 1, kManySteps);
  table.number("target", balance.target, 0, 1);
  table.number("dual_rate", balance.dual_rate, 0, 1);
  table.number("largest_dual", balance.largest_dual, 0, 10);
  table.number("window", balance.window, 1, 1e9);
  table.flag("balanced", trainer.balanced);
  table.flag("hash_routing", trainer.hash_routing);
  table.finish();
}

AdapterRecipe read_adapter(Table table) {
  AdapterRecipe adapter;
  adapter.base = table.text("base");
  if (adapter.base.empty()) table.fail("base", "is missing: FILE.gguf or a Hugging Face folder");
  table.number("rank", adapter.rank, 1, 4096);
  table.number("alpha", adapter.alpha, 1e-6, 1e6);
  table.flag("rslora", adapter.divides_by_root);
  table.texts("targets", adapter.targets);
  table.finish();
  return adapter;
}

tasks::Family family_named(Table& table, const std::string& name) {
  if (const auto family = tasks::family_named(name)) return *family;
  std::vector<std::string_view> names;
  for (const tasks::Family family : tasks::families()) names.push_back(tasks::to_string(family));
  table.fail("family", fmt::format("should be one of {}, is \"{}\"", fmt::join(names, ", "), name));
}

void read_held_out(Table& table, Source& source) {
  double fold = -1;
  table.number("held_out_fold", fold, 0, 1000);
  if (fold >= 0) source.held_out_fold = static_cast<std::size_t>(fold);
  table.texts("held_out_files", source.held_out_files);
  if (source.file.empty() && (source.held_out_fold || !source.held_out_files.empty()))
    table.fail("held_out_fold", "is for the rows of a file");
}

Source read_source(Table table) {
  Source source;
  table.number("share", source.share, 0, 1e6);
  const std::string family = table.text("family");
  const std::string file = table.text("file");
  if (family.empty() == file.empty()) table.fail("family", "or file should be given, one of them");
  source.file = file;
  table.number("skip", source.skip, 0, 1e9);
  if (file.empty() && source.skip > 0) table.fail("skip", "is for the rows of a file");
  read_held_out(table, source);
  if (!family.empty()) source.shape.family = family_named(table, family);
  table.number("min_sentences", source.shape.min_sentences, 1, 64);
  table.number("max_sentences", source.shape.max_sentences, 1, 64);
  table.number("min_depth", source.shape.min_depth, 0, 64);
  table.number("max_depth", source.shape.max_depth, 0, 64);
  table.number("invented_words", source.shape.invented_words, 0, 1);
  table.flag("text", source.text);
  table.flag("search", source.search);
  const bool rules = source.shape.family == tasks::Family::kRuleWorld ||
                     source.shape.family == tasks::Family::kTaxonomy;
  if (source.search && file.empty() && !rules)
    table.fail("search", "is for rule worlds and taxonomies");
  if (source.shape.min_sentences > source.shape.max_sentences)
    table.fail("max_sentences", "is less than min_sentences");
  if (source.shape.min_depth > source.shape.max_depth)
    table.fail("max_depth", "is less than min_depth");
  table.finish();
  return source;
}

TokenizerText read_tokenizer_text(Table table) {
  TokenizerText text;
  text.file = table.text("file");
  text.field = table.text("field");
  if (text.file.empty()) table.fail("file", "is missing");
  if (text.field.empty()) table.fail("field", "is missing");
  table.number("times", text.times, 1, 1e6);
  table.finish();
  return text;
}

Stage read_stage(Table table) {
  Stage stage;
  stage.name = table.text("name");
  if (stage.name.empty()) table.fail("name", "is missing");
  table.number("tokens", stage.tokens, 0, 1e15);
  table.number("longest_row", stage.longest_row, 16, 65536);
  table.number("text_weight", stage.text_weight, 0, 1);
  table.number("derivation_weight", stage.derivation_weight, 0, 100);
  table.number("replay", stage.replay, 0, 1);
  for (Table& source : table.tables("source")) stage.sources.push_back(read_source(source));
  if (stage.sources.empty()) table.fail("source", "is missing: what are its rows drawn from?");
  table.finish();
  return stage;
}

toml::table parsed(std::string_view text, const std::string& path) {
  try {
    return toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    throw ConfigError(fmt::format("{}:{}:{}: {}", path, error.source().begin.line,
                                  error.source().begin.column, error.description()));
  }
}

}  // namespace

Recipe parse_recipe(std::string_view text, const std::string& path) {
  const toml::table root = parsed(text, path);
  Table table(root, path, "");
  Recipe recipe;
  table.number("seed", recipe.seed, 0, 9e15);
  table.number("tokens_per_step", recipe.tokens_per_step, 16, 1 << 24);
  table.number("bpe_dropout", recipe.bpe_dropout, 0, 1);
  table.number("random_words", recipe.random_words, 0, 1);
  table.number("tokenizer_rows", recipe.tokenizer_rows, 1, 1e7);
  table.number("evaluate_every", recipe.evaluate_every, 1, kManySteps);
  table.number("evaluation_rows", recipe.evaluation_rows, 1, 1e5);
  table.number("checkpoint_every", recipe.checkpoint_every, 1, kManySteps);
  for (Table& adapter : table.tables("adapter")) recipe.adapter = read_adapter(adapter);
  for (const char* other : {"model", "routing", "tokenizer_text"})
    if (recipe.adapter && root.contains(other))
      table.fail(other, "does not go with [adapter]: the base has its own");
  for (Table& model : table.tables("model")) read_model(model, recipe.model);
  for (Table& optimiser : table.tables("optimiser")) read_optimiser(optimiser, recipe.trainer);
  for (Table& schedule : table.tables("schedule")) read_schedule(schedule, recipe.trainer.schedule);
  for (Table& routing : table.tables("routing")) read_routing(routing, recipe.trainer);
  for (Table& entry : table.tables("tokenizer_text"))
    recipe.tokenizer_texts.push_back(read_tokenizer_text(entry));
  for (Table& stage : table.tables("stage")) recipe.stages.push_back(read_stage(stage));
  table.finish();
  if (recipe.stages.empty()) table.fail("stage", "is missing: a recipe has at least one [[stage]]");
  for (const Stage& stage : recipe.stages)
    for (const Source& source : stage.sources)
      if (recipe.adapter && !source.text)
        table.fail("stage", "has a source without text: an adapter is taught to read it");
  // The shape is checked by the one reader of shapes.
  recipe.model = neural::parse_model_config(neural::print_model_config(recipe.model), path);
  return recipe;
}

}  // namespace modus::bridge
