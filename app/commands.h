// The subcommands. Each function adds one to the program; when it is chosen it runs, and leaves the
// code that the program is to exit with. Errors are thrown: main alone turns them into exit codes.
#pragma once

namespace CLI {
class App;
}

namespace modus::app {

void add_verify(CLI::App& program, int& exit_code);
void add_solve(CLI::App& program, int& exit_code);
void add_prompt(CLI::App& program, int& exit_code);
void add_generate(CLI::App& program, int& exit_code);
void add_rules(CLI::App& program, int& exit_code);
void add_eval(CLI::App& program, int& exit_code);
void add_claim(CLI::App& program, int& exit_code);
void add_claim_forms(CLI::App& claim, int& exit_code);  // below `claim`
void add_data(CLI::App& program, int& exit_code);
void add_train(CLI::App& program, int& exit_code);
void add_quantize(CLI::App& program, int& exit_code);
void add_convert(CLI::App& program, int& exit_code);
void add_bench(CLI::App& program, int& exit_code);
void add_bench_decode(CLI::App& bench, int& exit_code);  // below `bench`
void add_bench_guide(CLI::App& bench, int& exit_code);   // below `bench`
void add_bench_mask(CLI::App& bench, int& exit_code);    // below `bench`
void add_inspect(CLI::App& program, int& exit_code);
void add_version(CLI::App& program, int& exit_code);
void add_completion(CLI::App& program, int& exit_code);

}  // namespace modus::app
