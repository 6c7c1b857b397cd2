#include "tasks/faults/network_fault.h"

namespace modus::tasks {

std::string_view causal_faults() {
  return R"faults(
H01 effect_causes_its_cause
roles $a ~> $b, $b ~> $c
s1 given $graph => given $graph($c ~> $a) !
s2 given P($a) > 0
s3 have P($a) > 0 by s2

H01 edge_turned
roles $a ~> $b, $b ~> $c, $a ~> $c
s1 given $graph => given $graph(no $a ~> $c, $c ~> $a) !
s2 given P($b) > 0
s3 have P($b) > 0 by s2

H01 two_ways
roles $a ~> $b
s1 given $graph => given $graph($b ~> $a) !
s2 given P($b) > 0
s3 have P($b) > 0 by s2

H02 way_for_edge
roles $a ~> $m ~> $b
where not edge $a $b
s1 given $graph
s2 have $graph by s1 => have $graph($a ~> $b) by s1 !

H02 edge_turned
roles $a ~> $b
s1 given $graph
s2 have $graph by s1 => have graph { $b ~> $a } by s1 !

H02 common_cause_for_edge
roles $c ~> $a, $c ~> $b
where not edge $a $b
s1 given $graph
s2 have $graph by s1 => have graph { $c ~> $a, $a ~> $b } by s1 !

H03 seen_for_done
roles $x ~> $y
where not backdoor $x $y
s1 given P($y | $x) = [[P($y | $x)]]
s2 given $graph => given P($x) = [[P($x)]]
s3 have P($y | do($x)) = [[P($y | $x)]] by s1 s2 !

H03 difference_seen_for_effect
roles $x ~> $y
where not backdoor $x $y
s1 given P($y | $x) = [[P($y | $x)]]
s2 given P($y | not $x) = [[P($y | not $x)]]
s3 given $graph => given P($x) = [[P($x)]]
s4 have P($y | do($x)) - P($y | do(not $x)) = [[P($y | $x) - P($y | not $x)]] by s1 s2 s3 !

H04 connected_over_a_chain
roles $a ~> $m ~> $b
where not open $a $b | $m
s1 given $graph
s2 have independent($a, $b | $m) by s1 => have independent($a, $b) by s1 !

H04 connected_over_a_common_cause
roles $c ~> $a, $c ~> $b
where not open $a $b | $c
s1 given $graph
s2 have independent($a, $b | $c) by s1 => have independent($a, $b) by s1 !

H04 known_beside_the_path
roles $a ~> $m ~> $b, $w
where not open $a $b | $m, open $a $b | $w
s1 given $graph
s2 have independent($a, $b | $m) by s1 => have independent($a, $b | $w) by s1 !

H05 other_cause_of_the_effect
roles $z ~> $x, $z ~> $y, $x ~> $y, $w ~> $y
where not backdoor $x $y | $z, backdoor $x $y | $w, not path $x $w
if P($x and $w) > 0
if P($x and not $w) > 0
if P($x and $z) > 0
if P($x and not $z) > 0
s1 given $graph
s2 given P($x and $z) > 0 => given P($x and $w) > 0
s3 given P($x and not $z) > 0 => given P($x and not $w) > 0
s4 have P($y | do($x)) = P($y | $x, $z) * P($z) + P($y | $x, not $z) * P(not $z) by s1 s2 s3 => have P($y | do($x)) = P($y | $x, $w) * P($w) + P($y | $x, not $w) * P(not $w) by s1 s2 s3 !

H05 numbers_of_another
roles $z ~> $x, $z ~> $y, $x ~> $y, $w
where not backdoor $x $y | $z, backdoor $x $y | $w, not path $x $w
s1 given $graph
s2 given P($y | $x, $z) = [[P($y | $x, $z)]] => given P($y | $x, $w) = [[P($y | $x, $w)]]
s3 given P($y | $x, not $z) = [[P($y | $x, not $z)]] => given P($y | $x, not $w) = [[P($y | $x, not $w)]]
s4 given P($z) = [[P($z)]] => given P($w) = [[P($w)]]
s5 have P($y | do($x)) = [[P($y | do($x))]] by s1 s2 s3 s4 => have P($y | do($x)) = [[P($y | $x, $w) * P($w) + P($y | $x, not $w) * P(not $w)]] by s1 s2 s3 s4 !

H05 second_confounder
roles $z ~> $x, $z ~> $y, $x ~> $y, $w
where not backdoor $x $y | $z, not path $x $w
s1 given $graph => given $graph($x <~> $y)
s2 given P($x and $z) > 0
s3 given P($x and not $z) > 0
s4 have P($y | do($x)) = P($y | $x, $z) * P($z) + P($y | $x, not $z) * P(not $z) by s1 s2 s3 !

H06 mediator
roles $x ~> $m ~> $y, $w
where not backdoor $x $y | $w, not path $x $w
s1 given $graph
s2 given P($x and $w) > 0 => given P($x and $m) > 0
s3 given P($x and not $w) > 0 => given P($x and not $m) > 0
s4 have P($y | do($x)) = P($y | $x, $w) * P($w) + P($y | $x, not $w) * P(not $w) by s1 s2 s3 => have P($y | do($x)) = P($y | $x, $m) * P($m) + P($y | $x, not $m) * P(not $m) by s1 s2 s3 !

H06 effect_of_both
roles $x ~> $y, $x ~> $c, $y ~> $c, $w
where not backdoor $x $y | $w, not path $x $w
s1 given $graph
s2 given P($x and $w) > 0 => given P($x and $c) > 0
s3 given P($x and not $w) > 0 => given P($x and not $c) > 0
s4 have P($y | do($x)) = P($w) * P($y | $x, $w) + P(not $w) * P($y | $x, not $w) by s1 s2 s3 => have P($y | do($x)) = P($c) * P($y | $x, $c) + P(not $c) * P($y | $x, not $c) by s1 s2 s3 !

H06 numbers_of_a_mediator
roles $z ~> $x, $z ~> $y, $x ~> $m, $m ~> $y
where not backdoor $x $y | $z
s1 given $graph
s2 given P($y | $x, $z) = [[P($y | $x, $z)]] => given P($y | $x, $m) = [[P($y | $x, $m)]]
s3 given P($y | $x, not $z) = [[P($y | $x, not $z)]] => given P($y | $x, not $m) = [[P($y | $x, not $m)]]
s4 given P($z) = [[P($z)]] => given P($m) = [[P($m)]]
s5 have P($y | do($x)) = [[P($y | do($x))]] by s1 s2 s3 s4 => have P($y | do($x)) = [[P($y | $x, $m) * P($m) + P($y | $x, not $m) * P(not $m)]] by s1 s2 s3 s4 !

H07 common_effect
roles $a ~> $c, $b ~> $c
where not open $a $b
s1 given $graph
s2 have independent($a, $b) by s1 => have independent($a, $b | $c) by s1 !

H07 effect_of_the_common_effect
roles $a ~> $c, $b ~> $c, $c ~> $d
where not open $a $b
s1 given $graph
s2 have independent($a, $b) by s1 => have independent($a, $b | $d) by s1 !

H08 numbers_alone
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
s1 given $graph
s2 given P($y | $x, $z) = [[P($y | $x, $z)]] => given P($y | $x) = [[P($y | $x)]]
s3 given P($y | $x, not $z) = [[P($y | $x, not $z)]]
s4 given P($z) = [[P($z)]]
s5 have P($y | do($x)) = [[P($y | do($x))]] by s1 s2 s3 s4 => have P($y | do($x)) = [[P($y | $x)]] by s1 s2 !

H08 formula
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
s1 given $graph(root $x) => given $graph
s2 given P($x) > 0
s3 have P($y | do($x)) = P($y | $x) by s1 s2 !

H08 difference
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
s1 given $graph(root $x) => given $graph
s2 given P($y | $x) = [[P($y | $x)]]
s3 given P($y | not $x) = [[P($y | not $x)]]
s4 have P($y | do($x)) - P($y | do(not $x)) = [[P($y | $x) - P($y | not $x)]] by s1 s2 s3 !

H09 edge_past_the_mediator
roles $u ~> $x, $u ~> $y, $x ~> $m, $m ~> $y
where not backdoor $x $m, not backdoor $m $y | $x, not path $x $y | $m
s1 given $graph(hidden $u) => given $graph(hidden $u, $x ~> $y)
s2 given P($m and $x) > 0
s3 given P($m and not $x) > 0
s4 given P(not $m and $x) > 0
s5 given P(not $m and not $x) > 0
s6 have P($y | do($x)) = P($m | $x) * (P($y | $m, $x) * P($x) + P($y | $m, not $x) * P(not $x)) + P(not $m | $x) * (P($y | not $m, $x) * P($x) + P($y | not $m, not $x) * P(not $x)) by s1 s2 s3 s4 s5 !

H09 mediator_confounded
roles $u ~> $x, $u ~> $y, $x ~> $m, $m ~> $y
where not backdoor $x $m, not backdoor $m $y | $x, not path $x $y | $m
s1 given $graph(hidden $u) => given $graph(hidden $u, $m <~> $y)
s2 given P($m and $x) > 0
s3 given P($m and not $x) > 0
s4 given P(not $m and $x) > 0
s5 given P(not $m and not $x) > 0
s6 have P($y | do($x)) = P($m | $x) * (P($y | $m, $x) * P($x) + P($y | $m, not $x) * P(not $x)) + P(not $m | $x) * (P($y | not $m, $x) * P($x) + P($y | not $m, not $x) * P(not $x)) by s1 s2 s3 s4 s5 !

H10 acts_on_the_effect
roles $z ~> $x, $x ~> $y
where not backdoor $z $y, not path $z $y | $x
s1 given $graph($x <~> $y) => given $graph($x <~> $y, $z ~> $y)
s2 assume P($y | do($x)) - P($y | do(not $x)) = (P($y | $z) - P($y | not $z)) / (P($x | $z) - P($x | not $z)) !

H10 shares_a_cause_with_the_effect
roles $z ~> $x, $x ~> $y
where not backdoor $z $y, not path $z $y | $x
s1 given $graph($x <~> $y) => given $graph($x <~> $y, $z <~> $y)
s2 assume P($y | do($x)) - P($y | do(not $x)) = (P($y | $z) - P($y | not $z)) / (P($x | $z) - P($x | not $z)) !

H10 acts_on_nothing
roles $z ~> $x, $x ~> $y
where not backdoor $z $y, not path $z $y | $x
s1 given $graph($x <~> $y) => given $graph($x <~> $y, root $x)
s2 assume (P($y | $z) - P($y | not $z)) / (P($x | $z) - P($x | not $z)) = P($y | do($x)) - P($y | do(not $x)) !

H11 action_for_observation
roles $z ~> $x, $z ~> $y, $x ~> $y, $w
where not backdoor $x $y | $z, backdoor $x $y | $w, not path $x $w
s1 given $graph
s2 given P($x and $z) > 0 => given P($x and $w) > 0
s3 have P($y | do($x), $z) = P($y | $x, $z) by s1 s2 => have P($y | do($x), $w) = P($y | $x, $w) by s1 s2 !

H11 observation_left_out
roles $z ~> $y, $x ~> $y, $w
where not open $w $y | $x, not path $x $w, not path $x $z
s1 given $graph
s2 given P($w) > 0 => given P($z) > 0
s3 have P($y | do($x), $w) = P($y | do($x)) by s1 s2 => have P($y | do($x), $z) = P($y | do($x)) by s1 s2 !

H11 action_left_out
roles $x ~> $y, $z ~> $x
s1 given $graph
s2 have P($z | do($x)) = P($z) by s1 => have P($y | do($x)) = P($y) by s1 !

H12 factor_kept
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
if P($x and $z) > 0
s1 given $graph
s2 given P($x and $z) > 0
s3 have P($y and $z | do($x)) = P($z) * P($y | $x, $z) by s1 s2 => have P($y and $z | do($x)) = P($z) * P($x | $z) * P($y | $x, $z) by s1 s2 !

H12 factor_kept_in_numbers
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
if P($x and $z) > 0
if P($x | $z) < 1
if P($y and $z and $x) > 0
s1 given $graph
s2 given P($z) = [[P($z)]]
s3 given P($x | $z) = [[P($x | $z)]]
s4 given P($y | $x, $z) = [[P($y | $x, $z)]]
s5 have P($y and $z | do($x)) = [[P($z) * P($y | $x, $z)]] by s1 s2 s3 s4 => have P($y and $z | do($x)) = [[P($z) * P($x | $z) * P($y | $x, $z)]] by s1 s2 s3 s4 !

H12 factor_kept_in_another_order
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
if P($x and $z) > 0
s1 given $graph
s2 given P($x and $z) > 0
s3 have P($z and $y | do($x)) = P($y | $x, $z) * P($z) by s1 s2 => have P($z and $y | do($x)) = P($x | $z) * P($y | $x, $z) * P($z) by s1 s2 !

H13 confounder_hidden
also H05
roles $z ~> $x, $z ~> $y, $x ~> $y, $w
where not path $x $w, not backdoor $x $y | $z
s1 given $graph => given $graph(hidden $z)
s2 given P($y | $x, $z) = [[P($y | $x, $z)]] => given P($y | $x, $w) = [[P($y | $x, $w)]]
s3 given P($y | $x, not $z) = [[P($y | $x, not $z)]] => given P($y | $x, not $w) = [[P($y | $x, not $w)]]
s4 given P($z) = [[P($z)]] => given P($w) = [[P($w)]]
s5 have P($y | do($x)) = [[P($y | do($x))]] by s1 s2 s3 s4 !
)faults"
         R"faults(
H13 cause_of_the_cause
roles $z ~> $x, $x ~> $y
where not backdoor $x $y
s1 given $graph => given $graph($x <~> $y)
s2 given P($y | $x) = [[P($y | $x)]] => given P($y | $z) = [[P($y | $z)]]
s3 have P($y | do($x)) = [[P($y | $x)]] by s1 s2 => have P($y | do($x)) = [[P($y | $z)]] by s1 s2 !

H13 share_of_the_effect
roles $x ~> $y
where not backdoor $x $y
s1 given $graph => given $graph($x <~> $y)
s2 given P($y | $x) = [[P($y | $x)]] => given P($y) = [[P($y)]]
s3 have P($y | do($x)) = [[P($y | $x)]] by s1 s2 => have P($y | do($x)) = [[P($y)]] by s1 s2 !

H14 weights_exchanged
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
if P($y | do($x)) != P($y | $x, $z) * P(not $z) + P($y | $x, not $z) * P($z)
s1 given $graph
s2 given P($y | $x, $z) = [[P($y | $x, $z)]]
s3 given P($y | $x, not $z) = [[P($y | $x, not $z)]]
s4 given P($z) = [[P($z)]]
s5 have P($y | do($x)) = [[P($y | do($x))]] by s1 s2 s3 s4 => have P($y | do($x)) = [[P($y | $x, $z) * P(not $z) + P($y | $x, not $z) * P($z)]] by s1 s2 s3 s4 !

H14 weights_left_out
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
if P($y | do($x)) != P($y | $x, $z) / 2 + P($y | $x, not $z) / 2
s1 given $graph
s2 given P($y | $x, $z) = [[P($y | $x, $z)]]
s3 given P($y | $x, not $z) = [[P($y | $x, not $z)]]
s4 given P($z) = [[P($z)]]
s5 have P($y | do($x)) = [[P($y | do($x))]] by s1 s2 s3 s4 => have P($y | do($x)) = [[P($y | $x, $z) / 2 + P($y | $x, not $z) / 2]] by s1 s2 s3 s4 !

H14 difference_turned
also A04
roles $x ~> $y
where not backdoor $x $y
if P($y | $x) != P($y | not $x)
s1 given $graph
s2 given P($y | $x) = [[P($y | $x)]]
s3 given P($y | not $x) = [[P($y | not $x)]]
s4 have P($y | do($x)) - P($y | do(not $x)) = [[P($y | $x) - P($y | not $x)]] by s1 s2 s3 => have P($y | do($x)) - P($y | do(not $x)) = [[P($y | not $x) - P($y | $x)]] by s1 s2 s3 !

H15 seen_for_done
roles $z ~> $x, $z ~> $y, $x ~> $y
ask X: P($y | do($x)) = X
s1 given P($y | do($x)) = [[P($y | do($x))]] => given P($y | $x) = [[P($y | $x)]]
answer [[P($y | do($x))]] by s1 => answer [[P($y | $x)]] by s1 !

H15 done_for_seen
roles $z ~> $x, $z ~> $y, $x ~> $y
ask X: P($y | $x) = X
s1 given P($y | $x) = [[P($y | $x)]] => given P($y | do($x)) = [[P($y | do($x))]]
s2 given P($x) = [[P($x)]]
answer [[P($y | $x)]] by s1 => answer [[P($y | do($x))]] by s1 s2 !

H16 action_without_evidence
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
s1 given $graph(root $x) => given $graph
s2 given P($x) = [[P($x)]]
s3 have P($y[not $x] | $x) = P($y | do(not $x)) by s1 s2 !

H16 outcome_forgotten
roles $x ~> $y
where not backdoor $x $y
s1 given $graph
s2 given P($x and $y) > 0
s3 have P($y[$x] | $x and $y) = 1 by s1 s2 => have P($y[not $x] | $x and $y) = P($y | do(not $x)) by s1 s2 !

H16 numbers_of_the_action
roles $z ~> $x, $z ~> $y, $x ~> $y
where not backdoor $x $y | $z
s1 given $graph(root $x) => given $graph
s2 given P($y | do(not $x)) = [[P($y | do(not $x))]]
s3 given P($x) = [[P($x)]]
s4 have P($y[not $x] | $x) = [[P($y | do(not $x))]] by s1 s2 s3 !

H17 all_for_those_treated
roles $z ~> $x, $z ~> $y, $x ~> $y
if P($y | $x) != P($y)
s1 given P($y | $x) = [[P($y | $x)]]
s2 have P($y[$x] | $x) = [[P($y | $x)]] by s1 => have P($y[$x] | $x) = [[P($y)]] by s1 !

H17 action_for_those_treated
roles $z ~> $x, $z ~> $y, $x ~> $y
if P($y | $x) != P($y | do($x))
s1 given P($y | $x) = [[P($y | $x)]]
s2 given P($y | do($x)) = [[P($y | do($x))]]
s3 have P($y[$x] | $x) = [[P($y | $x)]] by s1 => have P($y[$x] | $x) = [[P($y | do($x))]] by s1 s2 !

H17 complement_of_those_treated
roles $z ~> $x, $z ~> $y, $x ~> $y
if P($y | $x) != P(not $y | $x)
s1 given P(not $y | $x) = [[P(not $y | $x)]]
s2 have P($y[$x] | $x) = [[P($y | $x)]] by s1 => have P($y[$x] | $x) = [[P(not $y | $x)]] by s1 !

H17 within_a_stratum
roles $z ~> $x, $z ~> $y, $x ~> $y
if P($y | $x, $z) != P($y | $x)
s1 given P($y | $x, $z) = [[P($y | $x, $z)]]
s2 given P($y | $x) = [[P($y | $x)]]
s3 have P($y[$x] | $x, $z) = [[P($y | $x, $z)]] by s1 s2 => have P($y[$x] | $x, $z) = [[P($y | $x)]] by s1 s2 !
)faults";
}

}  // namespace modus::tasks
