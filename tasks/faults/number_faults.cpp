#include "tasks/faults/worked_fault.h"

namespace modus::tasks {

std::string_view number_faults() {
  return R"faults(
A01 last_link
s1 have $n + $m + $k = {$n+$m} + $k = {$n+$m+$k} => have $n + $m + $k = {$n+$m} + $k = {$n+$m+$k+$k} !

A01 middle_link
s1 given $x = $n
s2 have $x * $k = $n * $k = {$n*$k} by s1 => have $x * $k = {$n+$m} * $k = {$n*$k} by s1 !

A02 sum_off
s1 have $n + $m = {$n+$m} => have $n + $m = {$n+$m+$k} !

A02 operator_changed
s1 given $x = $n
s2 given $y = $m
s3 have $x + $y = {$n+$m} by s1 s2 => have $x - $y = {$n+$m} by s1 s2 !

A03 product_off
s1 have $n * $m = {$n*$m} => have $n * $m = {$n*$m+$k} !

A03 operator_changed
s1 given $x = {$n*$m}
s2 given $y = $m
s3 have $x / $y = $n by s1 s2 => have $x * $y = $n by s1 s2 !

A04 sign_lost
s1 have $m - $n = {$m-$n} => have $m - $n = {$n-$m} !

A04 subtraction_turned
s1 given $x = $n
s2 given $y = $m
s3 have $x - $y = {$n-$m} by s1 s2 => have $y - $x = {$n-$m} by s1 s2 !

A05 no_precedence
s1 have $n + $m * $k = {$n+$m*$k} => have $n + $m * $k = {($n+$m)*$k} !

A05 brackets_lost
s1 have ($n + $m) * $k = {($n+$m)*$k} => have $n + $m * $k = {($n+$m)*$k} !

A06 divisor_zero
s1 given $x = $m => given $x = 0
s2 have $n / $x = $n / $x by s1 !

A06 difference_zero
s1 given $x = $y + $k => given $x = $y
s2 have ($x - $y) / ($x - $y) = 1 by s1 !

A07 condition_lost
s1 given $x * $y = $z
s2 given $x > 0 => given $x >= 0
s3 have $y = $z / $x by s1 s2 !

A07 condition_not_cited
s1 given $z = $x * $y
s2 given $y != 0
s3 have $z / $y = $x by s1 s2 => have $z / $y = $x by s1 !

A09 digit_off
s1 have {3*$n+1} / 3 ~= $n.33 => have {3*$n+1} / 3 ~= $n.35 !

A09 cut_off
s1 given $x = {3*$n+2}
s2 have $x / 3 ~= $n.67 by s1 => have $x / 3 ~= $n.66 by s1 !

A11 percent_as_number
s1 given $x = {$n*100}
s2 given $y = {$m*5}% * $x
s3 have $y = {$m*5/100} * {$n*100} by s1 s2 => have $y = {$m*5} * {$n*100} by s1 s2 !

A11 percent_as_number_at_once
s1 have {$m*5}% * $n = {$m*5/100} * $n => have {$m*5}% * $n = {$m*5} * $n !

A14 half_a_thing
sort $x: int
s1 given $k * $x < {$n*$k}
s2 have $x < $n by s1 => have $x = {$m+1/2} by s1 !

A14 half_a_thing_each
sort $x: int
s1 given $x > $n
s2 given $y = $x
s3 have $x >= {$n+1} by s1 => have $x = {$n+1/2} by s1 s2 !

A16 remainder_off
s1 have $n mod $m = {$n mod $m} => have $n mod $m = {($n mod $m)+$k} !

A16 remainder_of_a_name
s1 given $x = $n
s2 have $x mod $m = {$n mod $m} by s1 => have $x mod $m = {($n mod $m)+1} by s1 !

A19 number_misread
s1 given $x = $n
s2 given $y = $m
s3 given $z = $x + $y
s4 have $z = $n + $m by s1 s2 s3 => have $z = {$n+41} + $m by s1 s2 s3 !

A19 number_of_nowhere
s1 given $x = $n
s2 given $y = $x * $k
s3 have $y = $n * $k by s1 s2 => have $y = $n * {$k+57} by s1 s2 !

B01 moved_without_turning
s1 given $x + $m = $n
s2 have $x = $n - $m by s1 => have $x = $n + $m by s1 !

B01 one_side_only
s1 given $k * $x = $n
s2 have $k * $x - $m = $n - $m by s1 => have $k * $x - $m = $n by s1 !

B01 two_amounts
s1 given $x = $y
s2 have $x + $n = $y + $n by s1 => have $x + $n = $y + $m by s1 !

B03 root_off
s1 given $k * $x + $m = {$k*$n+$m}
s2 have $x = $n by s1 => have $x = {$n+$k} by s1 !

B03 second_root_off
s1 given $x * $x = {$m*$m}
s2 have $x = $m or $x = -$m by s1 => have $x = $m or $x = -{$m+$k} by s1 !

B04 negative_root_lost
s1 given $x^2 = {$m*$m}
s2 have $x = $m or $x = -$m by s1 => have $x = $m by s1 !

B04 zero_lost
s1 given $x * ($x - $m) = 0
s2 have $x = 0 or $x = $m by s1 => have $x = $m by s1 !

B05 condition_lost
s1 given $x * $z = $y * $z
s2 given $z > 0 => given $z >= 0
s3 have $x = $y by s1 s2 !

B05 unknown_cancelled
s1 given $x * $x = $m * $x
s2 have $x = 0 or $x = $m by s1 => have $x = $m by s1 !

B06 second_term_forgotten
s1 given $z = $k * ($x + $y)
s2 have $z = $k * $x + $k * $y by s1 => have $z = $k * $x + $y by s1 !

B06 sign_of_the_second_term
s1 given $z = $n - ($x + $y)
s2 have $z = $n - $x - $y by s1 => have $z = $n - $x + $y by s1 !

B07 mixed_term_lost
s1 given $z = ($x + $y)^2
s2 have $z = $x^2 + 2 * $x * $y + $y^2 by s1 => have $z = $x^2 + $y^2 by s1 !

B07 mixed_term_lost_with_a_number
s1 given $z = ($x + $m)^2
s2 have $z = $x^2 + {2*$m} * $x + {$m*$m} by s1 => have $z = $x^2 + {$m*$m} by s1 !

B08 root_of_a_square
s1 given $x < $m
s2 have sqrt($x^2) = abs($x) by s1 => have sqrt($x^2) = $x by s1 !

B08 root_of_a_negative_square
also A04
s1 given $x < 0
s2 have sqrt($x * $x) = -$x by s1 => have sqrt($x * $x) = $x by s1 !

B08 root_named_first
s1 given $y = sqrt($x^2)
s2 given $x > -$n
s3 have $y = abs($x) by s1 => have $y = $x by s1 s2 !

B11 sign_kept
s1 given -$k * $x < {$k*$n}
s2 have $x > -$n by s1 => have $x < -$n by s1 !

B11 negated_sign_kept
s1 given $x <= $y
s2 have -$x >= -$y by s1 => have -$x <= -$y by s1 !

B12 condition_lost
s1 given $x < $y
s2 given $z > 0 => given $z != 0
s3 have $x * $z < $y * $z by s1 s2 !

B12 factor_cancelled
s1 given $x * $z > $y * $z
s2 given $z > 0 => given $z != 0
s3 have $x > $y by s1 s2 !

B14 other_value_put_in
s1 given $x = $n
s2 given $y = $m
s3 given $z = $x * $y
s4 have $z = $n * $m by substitute s1 s2 s3 => have $z = $n * $n by substitute s1 s2 s3 !

B14 one_place_missed
s1 given $x = $n
s2 given $y = $m
s3 given $z = $x * $x + $y
s4 have $z = $n * $n + $m by substitute s1 s2 s3 => have $z = $n * $m + $m by substitute s1 s2 s3 !

B15 one_value_off
s1 given $x + $y = {$n+$m}
s2 given $x - $y = {$n-$m}
s3 have $x = $n by s1 s2 => have $x = {$n+$k} by s1 s2 !

B15 values_exchanged
s1 given $x + $k * $y = {$n+$k*$m}
s2 given $x - $y = {$n-$m}
s3 have $x = $n and $y = $m by s1 s2 => have $x = $m and $y = $n by s1 s2 !

B16 equation_lost
s1 given $x + $y = {$n+$m}
s2 given $x - $y = {$n-$m} => given $x > $y
s3 have $x = $n and $y = $m by s1 s2 !

B16 equations_alike
s1 given $x + $y = {$n+$m}
s2 given $x - $y = {$n-$m} => given $k * $x + $k * $y = {$k*$n+$k*$m}
s3 have $x = $n and $y = $m by s1 s2 !

B18 middle_term_off
s1 given $y = ($x + $m) * ($x + $n)
s2 have $y = $x^2 + {$m+$n} * $x + {$m*$n} by s1 => have $y = $x^2 + {$m+$n+$k} * $x + {$m*$n} by s1 !

B18 square_not_squared
s1 given $z = ($x + $m) * ($x - $m) + $y
s2 have $z = $x^2 - {$m*$m} + $y by s1 => have $z = $x^2 - $m + $y by s1 !

B19 root_of_a_positive
s1 have exists X: X * X - {$m*$m} = 0 => have exists X: X * X + {$m*$m} = 0 !

B19 no_root_of_a_square
s1 have not (exists X: X * X + $n = 0) => have not (exists X: X * X - {$m*$m} = 0) !
)faults";
}

}  // namespace modus::tasks
