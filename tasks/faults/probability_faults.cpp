#include "tasks/faults/network_fault.h"

namespace modus::tasks {

std::string_view probability_faults() {
  return R"faults(
D01 intersection_added_in
roles $a, $b
if P($a) + P($b) > 1
s1 given P($a) = [[P($a)]]
s2 given P($b) = [[P($b)]]
s3 given P($a and $b) = [[P($a and $b)]]
s4 have P($a or $b) = [[P($a or $b)]] by s1 s2 s3 => have P($a or $b) = [[P($a) + P($b)]] by s1 s2 !

D01 difference_turned
also A04
roles $a, $b
if P($b and not $a) > 0
s1 given P($a or $b) = [[P($a or $b)]]
s2 given P($a) = [[P($a)]]
s3 have P($b and not $a) = [[P($a or $b) - P($a)]] by s1 s2 => have P($b and not $a) = [[P($a) - P($a or $b)]] by s1 s2 !

D01 quotient_turned
roles $a, $b
if P($a) < P($b)
s1 given P($a) = [[P($a)]]
s2 given P($b | $a) = [[P($b | $a)]]
s3 given P($b) = [[P($b)]]
s4 have P($a | $b) = [[P($a | $b)]] by s1 s2 s3 => have P($a | $b) > [[P($b) / P($a)]] by s1 s2 s3 !

D02 fourth_cell
roles $a, $b
if P($a and $b) != P(not $a and not $b)
s1 given P($a and $b) = [[P($a and $b)]]
s2 given P($a and not $b) = [[P($a and not $b)]]
s3 given P(not $a and $b) = [[P(not $a and $b)]]
s4 have P(not $a and not $b) = [[P(not $a and not $b)]] by s1 s2 s3 => have P(not $a and not $b) = [[P($a and $b)]] by s1 s2 s3 !

D02 one_of_three_forgotten
roles $a, $b
if P($a and $b) > 0
s1 given P($a and $b) = [[P($a and $b)]]
s2 given P($a and not $b) = [[P($a and not $b)]]
s3 have P(not $a) = [[P(not $a)]] by s1 s2 => have P(not $a) = [[1 - P($a and not $b)]] by s1 s2 !

D02 states_beyond_one
roles $a
s1 given P($v in {$1, $2, $3, $4}) = 1
s2 given P($v in {$1, $2}) = [[P($v in {$1, $2})]]
s3 given P($v = $3) = [[P($v = $3)]]
s4 have P($v = $4) = [[P($v = $4)]] by s1 s2 s3 => have P($v = $4) = [[P($v = $4) / 2]] by s1 s2 s3 !

D03 kept
roles $a
if P($a) != P(not $a)
s1 given P($a) = [[P($a)]]
s2 have P(not $a) = [[P(not $a)]] by s1 => have P(not $a) = [[P($a)]] by s1 !

D03 kept_under_a_condition
roles $a, $b
if P($a | $b) != P(not $a | $b)
s1 given P(not $a | $b) = [[P(not $a | $b)]]
s2 have P($a | $b) = [[P($a | $b)]] by s1 => have P($a | $b) = [[P(not $a | $b)]] by s1 !

D03 of_both
roles $a, $b
if P($a and $b) > 0
s1 given P($a and $b) = [[P($a and $b)]]
s2 have P(not ($a and $b)) = [[1 - P($a and $b)]] by s1 => have P(not ($a and $b)) = [[1 - P($a and $b) / 2]] by s1 !

D04 overlap_kept
roles $a, $b
if P($a) + P($b) <= 1
s1 given P($a) = [[P($a)]]
s2 given P($b) = [[P($b)]]
s3 given P($a and $b) = [[P($a and $b)]]
s4 have P($a or $b) = [[P($a or $b)]] by s1 s2 s3 => have P($a or $b) = [[P($a) + P($b)]] by s1 s2 s3 !

D04 overlap_taken_twice
roles $a, $b
if P($a) + P($b) >= 2 * P($a and $b)
s1 given P($a) = [[P($a)]]
s2 given P($b) = [[P($b)]]
s3 given P($a and $b) = [[P($a and $b)]]
s4 have P($a or $b) = [[P($a or $b)]] by s1 s2 s3 => have P($a or $b) = [[P($a) + P($b) - 2 * P($a and $b)]] by s1 s2 s3 !

D04 overlap_from_the_union
roles $a, $b
if P($a) + P($b) - P($a or $b) / 2 < P($a)
s1 given P($a) = [[P($a)]]
s2 given P($b) = [[P($b)]]
s3 given P($a or $b) = [[P($a or $b)]]
s4 have P($a and $b) = [[P($a and $b)]] by s1 s2 s3 => have P($a and $b) = [[P($a) + P($b) - P($a or $b) / 2]] by s1 s2 s3 !

D05 both_likelier
roles $a, $b
if P($a) < 1
s1 given P($a) = [[P($a)]]
s2 have P($a and $b) <= [[P($a)]] by s1 => have P($a and $b) = [[(1 + P($a)) / 2]] by s1 !

D05 both_likelier_than_the_second
roles $a, $b
s1 given P($b) = [[P($b)]]
s2 have P($a and $b) <= P($b) by s1 => have P($a and $b) > P($b) by s1 !

D05 conditional_for_joint
roles $a, $b
if P($b | $a) > P($a)
s1 given P($a) = [[P($a)]]
s2 given P($b | $a) = [[P($b | $a)]]
s3 have P($a and $b) = [[P($a and $b)]] by s1 s2 => have P($a and $b) = [[P($b | $a)]] by s1 s2 !

D06 product_of_marginals
roles $a, $b
if P($a and $b) != P($a) * P($b)
s1 given P($a) = [[P($a)]]
s2 given P($b | $a) = [[P($b | $a)]] => given P($b) = [[P($b)]]
s3 have P($a and $b) = [[P($a and $b)]] by s1 s2 => have P($a and $b) = [[P($a) * P($b)]] by s1 s2 !

D06 product_under_a_condition
roles $a, $b, $c
if P($a and $b | $c) != P($a | $c) * P($b | $c)
s1 given P($a | $c) = [[P($a | $c)]]
s2 given P($b | $a, $c) = [[P($b | $a, $c)]] => given P($b | $c) = [[P($b | $c)]]
s3 have P($a and $b | $c) = [[P($a and $b | $c)]] by s1 s2 => have P($a and $b | $c) = [[P($a | $c) * P($b | $c)]] by s1 s2 !

D06 formula
roles $a, $b
s1 given independent($a, $b) => given P($a) > [[P($a) / 2]]
s2 have P($a and $b) = P($a) * P($b) by s1 !

D07 sum_of_marginals
roles $a, $b
if P($a) + P($b) <= 1
s1 given P($a) = [[P($a)]]
s2 given P($b) = [[P($b)]]
s3 given P($a and $b) = [[P($a and $b)]]
s4 have P($a or $b) = [[P($a or $b)]] by s1 s2 s3 => have P($a or $b) = [[P($a) + P($b)]] by s1 s2 !

D07 sum_under_a_condition
roles $a, $b, $c
if P($a | $c) + P($b | $c) <= 1
s1 given P($a | $c) = [[P($a | $c)]]
s2 given P($b | $c) = [[P($b | $c)]]
s3 given P($a and $b | $c) = [[P($a and $b | $c)]]
s4 have P($a or $b | $c) = [[P($a or $b | $c)]] by s1 s2 s3 => have P($a or $b | $c) = [[P($a | $c) + P($b | $c)]] by s1 s2 !

D07 formula
roles $a, $b
s1 given P($a and $b) = 0 => given P($a) > [[P($a) / 2]]
s2 have P($a or $b) = P($a) + P($b) by s1 !

D08 quotient_turned
roles $h, $e
if P($e | $h) != P($e)
if P($h) > P($e)
if P($e | $h) * P($e) / P($h) != P($h | $e)
s1 given P($h) = [[P($h)]]
s2 given P($e | $h) = [[P($e | $h)]]
s3 given P($e) = [[P($e)]]
s4 have P($h | $e) = [[P($h | $e)]] by s1 s2 s3 => have P($h | $e) = [[P($e | $h) * P($e) / P($h)]] by s1 s2 s3 !

D08 not_divided
roles $h, $e
if P($h and $e) < P($h | $e)
s1 given P($h) = [[P($h)]]
s2 given P($e | $h) = [[P($e | $h)]]
s3 given P($e) = [[P($e)]]
s4 have P($h | $e) = [[P($h | $e)]] by s1 s2 s3 => have P($h | $e) = [[P($e | $h) * P($h)]] by s1 s2 s3 !

D08 likelihoods_unweighted
roles $h, $e
if P($e | $h) / (P($e | $h) + P($e | not $h)) != P($h | $e)
s1 given P($h) = [[P($h)]]
s2 given P($e | $h) = [[P($e | $h)]]
s3 given P($e | not $h) = [[P($e | not $h)]]
s4 have P($h | $e) = [[P($h | $e)]] by s1 s2 s3 => have P($h | $e) = [[P($e | $h) / (P($e | $h) + P($e | not $h))]] by s1 s2 s3 !

D09 turned
roles $h, $e
if P($h | $e) != P($e | $h)
s1 given P($e | $h) = [[P($e | $h)]]
s2 given P($h) = [[P($h)]]
s3 given P($e) = [[P($e)]]
s4 have P($h | $e) = [[P($h | $e)]] by s1 s2 s3 => have P($h | $e) = [[P($e | $h)]] by s1 !

D09 turned_beside_the_rates
roles $h, $e
if P($h | $e) != P($e | $h)
s1 given P($h) = [[P($h)]]
s2 given P($e | $h) = [[P($e | $h)]]
s3 given P($e) = [[P($e)]]
s4 have P($h | $e) = [[P($h | $e)]] by s1 s2 s3 => have P($h | $e) = [[P($e | $h)]] by s1 s2 s3 !

D10 joint_of_none
roles $a, $b ~> $c
if P($b and not $c) = 0
s1 given P($b and not $c) = 0
s2 given P($b and $c) = [[P($b and $c)]]
s3 given P($a and $b and $c) = [[P($a and $b and $c)]]
s4 have P($a | $b and $c) = [[P($a | $b and $c)]] by s2 s3 => have P($a | $b and not $c) = 0 by s1 s2 s3 !

D10 certain_complement
roles $a, $b
s1 given P($b) = [[P($b)]] => given P($b) = 1
s2 given P($a and not $b) = [[P($a and not $b)]] => given P($a and not $b) = 0
s3 have P($a | not $b) = [[P($a | not $b)]] by s1 s2 => have P($a | not $b) = 1 by s1 s2 !

D10 impossible_with_a_sure_effect
roles $a, $b ~> $c
if P($c | $b) = 1
s1 given P($c | $b) = 1
s2 given P($b) = [[P($b)]]
s3 given P($a and $b and $c) = [[P($a and $b and $c)]]
s4 have P($a | $b and $c) = [[P($a | $b and $c)]] by s1 s2 s3 => have P($a | $b and not $c) = 1 by s1 s2 !

D11 parts_overlap
roles $a, $b, $c
if P($b and $c) > 0
s1 given P($b) > 0
s2 given P(not $b) > 0 => given P($c) > 0
s3 have P($a) = P($a | $b) * P($b) + P($a | not $b) * P(not $b) by s1 s2 => have P($a) = P($a | $b) * P($b) + P($a | $c) * P($c) by s1 s2 !

D11 parts_cover_too_little
roles $a, $b, $c
s1 given P($b and $c) > 0
s2 given P(not $b) > 0 => given P(not $b and not $c) > 0
s3 have P($a) = P($a | $b and $c) * P($b and $c) + P($a | not ($b and $c)) * P(not ($b and $c)) by s1 s2 => have P($a) = P($a | $b and $c) * P($b and $c) + P($a | not $b and not $c) * P(not $b and not $c) by s1 s2 !

D11 weighted_by_other_parts
roles $a, $b, $c
if P($b) + P($c) < 1
if P($a | $b) * P($b) + P($a | $c) * P($c) != P($a)
s1 given P($b) = [[P($b)]]
s2 given P($a | $b) = [[P($a | $b)]]
s3 given P(not $b) = [[P(not $b)]] => given P($c) = [[P($c)]]
s4 given P($a | not $b) = [[P($a | not $b)]] => given P($a | $c) = [[P($a | $c)]]
s5 have P($a) = [[P($a)]] by s1 s2 s3 s4 => have P($a) = [[P($a | $b) * P($b) + P($a | $c) * P($c)]] by s1 s2 s3 s4 !

D13 below_what_they_share
roles $a, $b
if P($a) + P($b) > 1
s1 given P($a) = [[P($a)]]
s2 given P($b) = [[P($b)]]
s3 have P($a and $b) >= [[P($a) + P($b) - 1]] by s1 s2 => have P($a and $b) < [[P($a) + P($b) - 1]] by s1 s2 !

D13 divided_by_the_other
roles $a, $b
if P($a) != P($b)
if P($a and $b) / P($a) != P($a and $b) / P($b)
s1 given P($a and $b) = [[P($a and $b)]]
s2 given P($b) = [[P($b)]]
s3 have P($a | $b) = [[P($a | $b)]] by s1 s2 => have P($a | $b) = [[(1 + P($a | $b)) / 2]] by s1 s2 !

D13 union_below_a_part
roles $a, $b
if P($a) > 0
s1 given P($a) = [[P($a)]]
s2 have P($a or $b) >= [[P($a)]] by s1 => have P($a or $b) = [[P($a) / 2]] by s1 !

D17 states_counted_twice
roles $a
if P($v in {$1, $2}) + P($v in {$2, $3}) <= 1
s1 given P($v in {$1, $2}) = [[P($v in {$1, $2})]]
s2 given P($v in {$2, $3}) = [[P($v in {$2, $3})]] => given P($v in {$2, $3}) > 0
s3 given P($v = $2) = [[P($v = $2)]]
s4 have P($v in {$1, $2} or $v in {$2, $3}) = [[P($v in {$1, $2, $3})]] by s1 s2 s3 => have P($v in {$1, $2} or $v in {$2, $3}) = P($v in {$1, $2}) + P($v in {$2, $3}) by s1 s2 !

D17 shares_added
roles $a
if P($v in {$1, $2}) + P($v in {$2, $3}) <= 1
s1 given P($v in {$1, $2}) = [[P($v in {$1, $2})]]
s2 given P($v = $3) = [[P($v = $3)]] => given P($v in {$2, $3}) = [[P($v in {$2, $3})]]
s3 have P($v in {$1, $2, $3}) = [[P($v in {$1, $2, $3})]] by s1 s2 => have P($v in {$1, $2, $3}) = [[P($v in {$1, $2}) + P($v in {$2, $3})]] by s1 s2 !
)faults";
}

}  // namespace modus::tasks
