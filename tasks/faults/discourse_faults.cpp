#include "tasks/faults/worked_fault.h"

namespace modus::tasks {

std::string_view discourse_faults() {
  return R"faults(
J01 unknown_cited
s1 given $p($a)
s2 given $p(X) -> $q(X)
s3 have $q($a) by s1 s2 => have $q($a) by s1 s2 s{$n} !

J01 number_slipped
s1 given $x = $n
s2 have $x > $m by s1 => have $x > $m by s{$n} !

J02 cites_itself
s1 given $p($a)
s2 given $p(X) -> $q(X)
s3 have $q($a) by s1 s2 => have $q($a) by s2 s3 !

J02 cites_what_comes
s1 given $p(X) -> $q(X)
s2 given $p($a)
s3 have $q($a) by s1 s2 => have $q($a) by s1 s4 !
s4 have $q($a) and $p($a) by s2 s3

J03 no_support
s1 given $p($a)
s2 have $p($a) or $q($a) by s1
s3 have $q($a) or not $q($a) => have $t($a) !

J03 no_support_for_a_number
s1 given $x = $n
s2 given $y = $m
s3 have $x + $y = {$n+$m} by s1 s2 => have $x * $y > 0 and $x = $y !

J04 link_left_out
s1 given $p(X) -> $q(X)
s2 given $q(X) -> $r(X)
s3 given $p($a)
s4 have $q($a) by s1 s3
s5 have $r($a) by s2 s4 => have $r($a) by s4 !

J04 value_not_cited
s1 given $x = $n
s2 given $y = $x + $m
s3 have $y = {$n+$m} by s1 s2
s4 have $x + $y = {$n+$n+$m} by s1 s3 => have $x + $y = {$n+$n+$m} by s3 !

J05 another_predicate
s1 given $p(X) -> $q(X)
s2 given $p($a)
s3 given $t($b)
s4 have $q($a) by s1 s2 => have $t($a) by s1 s2 !

J05 another_number
s1 given $x < $n
s2 have $x < {$n+$m} by s1 => have $x < {$n-$m} by s1 !

J06 denied_later
s1 given $p(X) -> $q(X)
s2 given $p($a)
s3 have $q($a) by s1 s2
s4 have $q($a) or $r($a) by s3 => have not $q($a) by s3 !

J06 bound_crossed
s1 given $x = $n
s2 have $x > $m by s1
s3 have $x >= $m by s2 => have $x < $m by s2 !

J07 given_denied
s1 given $p($a) and $q($a)
s2 have $q($a) by s1 => have not $q($a) by s1 !

J07 bound_crossed
s1 given $x > $n
s2 have $x > $m by s1 => have $x <= $m by s1 !

J08 part_said_again
ask $q($a)
s1 given $p(X) -> $q(X)
s2 given $p($a) and $r($a)
s3 have $p($a) by s2 => have $r($a) by s2 !
s4 have $q($a) by s1 s3 => have $q($a) by s1 s2
answer true by s4

J08 weaker_bound
ask $x > $k
s1 given $x = $n + $m
s2 have $x > $m by s1 !
s3 have $x > $k by s2 => have $x > $k by s1
answer true by s3

J09 said_twice
s1 given $p(X) -> $q(X)
s2 given $p($a)
s3 have $q($a) by s1 s2
s4 have $p($a) and $q($a) by s2 s3 => have $q($a) by s1 s2 !

J09 sides_exchanged
s1 given $x = $n
s2 have $x + $m = {$n+$m} by s1
s3 have $x + $m > $n by s2 => have {$n+$m} = $x + $m by s1 !

J10 aside
ask $q($a)
s1 given $p(X) -> $q(X)
s2 given $p(X) -> $r(X)
s3 given $p($a)
s4 have $q($a) and $r($a) by s1 s2 s3 => have $r($a) by s2 s3 !
s5 have $q($a) by s4 => have $q($a) by s1 s3
answer true by s5

J10 value_of_no_use
ask X: $y = X
s1 given $x = $n
s2 given $z = $x * $k
s3 given $y = $z + $m => given $y = $x + $m
s4 have $z = {$n*$k} by s1 s2 !
s5 have $y = {$n*$k+$m} by s3 s4 => have $y = {$n+$m} by s1 s3
answer {$n*$k+$m} by s5 => answer {$n+$m} by s5

J11 kind_of_answer
ask X: $x = X
s1 given $x = $n
answer $n by s1 => answer true by s1 !

J11 letter_of_no_option
ask A: $x = $n; B: $x = $m
s1 given $x = $n
answer A by s1 => answer C by s1 !

J12 other_truth
ask $q($a)
s1 given $p(X) -> $q(X)
s2 given $p($a)
s3 have $q($a) by s1 s2
answer true by s3 => answer false by s3 !

J12 other_number
ask X: $y = X
s1 given $x = $n
s2 given $y = $x + $m
s3 have $y = {$n+$m} by s1 s2
answer {$n+$m} by s3 => answer {$n+$k} by s3 !

J14 somebody_else
s1 given $p(X) -> $q(X)
s2 given $p($a)
s3 have $q($a) by s1 s2 => have $q($b) by s1 s2 !

J14 not_in_the_text
@1 $A is $p.
@2 $B is $q.
s1 given $p($a) @1
s2 given $q($b) @2 => given $q($c) @2 !

J15 bound_again
s1 given $x = $n
s2 let w := $x + $m
s3 have w = {$n+$m} by s1 s2
s4 let v := $x - $m => let w := $x - $m !

J15 fixed_again
s1 given forall X: $p(X) or $q(X)
s2 fix w
s3 have $p(w) or $q(w) by s1 s2
s4 fix v => fix w !

J16 used_too_early
s1 given $x = $n
s2 have $x > $m by s1 => have $x > w by s1 !
s3 let w := $m

J16 spoken_of_too_early
s1 given exists X: $p(X)
s2 given $q($a) => given $q(w) !
s3 obtain w: $p(w) by s1

J18 assumed
ask $q($a)
s1 given $p($a)
s2 given $p(X) -> $q(X) => assume $q($a)
s3 have $q($a) by s1 s2 => have $q($a) by s2
answer true by s3 !

J18 read_into_the_text
@1 $A is $p.
@2 All $p people are $q.
ask $q($a)
s1 given $p($a) @1 => given $q($a) @1 !
s2 given $p(X) -> $q(X) @2
s3 have $q($a) by s1 s2 => have $q($a) by s1
answer true by s3
)faults";
}

}  // namespace modus::tasks
