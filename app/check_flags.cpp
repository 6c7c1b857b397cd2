#include "app/check_flags.h"

#include <CLI/CLI.hpp>

#include "app/answer_drawing.h"
#include "app/output.h"
#include "app/render_html.h"
#include "app/render_svg.h"

namespace modus::app {

void add_check_flags(CLI::App& command, CheckFlags& flags) {
  command.add_option("--effort", flags.effort, "Multiplies the solver's limits")
      ->envname("MODUS_EFFORT")
      ->check(CLI::Range(0.001, 1000.0))
      ->capture_default_str();
  command.add_flag("--double-check", flags.double_check,
                   "Ask cvc5 for a second opinion on everything proved");
  command.add_option("--rules", flags.rules_folder, "A folder with rule files of your own")
      ->envname("MODUS_RULES");
  command.add_option("--svg", flags.svg_path, "Also draw the chain into this file");
  command.add_option("--html", flags.html_path,
                     "Also write a page into this file: text and steps, a click shows why");
  command.add_flag("--json", flags.json, "One JSON object on standard output");
}

CheckSetup::CheckSetup(const CheckFlags& flags) : library_(rules::Library::shipped()) {
  if (!flags.rules_folder.empty()) library_.add_folder(flags.rules_folder);
  options_.limits.effort = flags.effort;
  options_.double_check = flags.double_check;
  options_.library = &library_;
}

void draw_if_asked(const CheckFlags& flags, const claims::Chain& chain,
                   const symbolic::ChainResult& result) {
  if (!flags.svg_path.empty())
    write_output_file(flags.svg_path, render_svg(chain, result, chain.source_name));
  if (!flags.html_path.empty())
    write_output_file(flags.html_path, render_chain_html(chain, result, chain.source_name));
}

void draw_if_asked(const CheckFlags& flags, const NamedText& answer,
                   const symbolic::AnswerCheck& check) {
  if (!flags.svg_path.empty()) {
    const AnswerDrawing drawing = drawing_of(check);
    write_output_file(flags.svg_path, render_svg(drawing.chain, drawing.result, answer.name));
  }
  if (!flags.html_path.empty())
    write_output_file(flags.html_path, render_answer_html(check, answer.text, answer.name));
}

}  // namespace modus::app
