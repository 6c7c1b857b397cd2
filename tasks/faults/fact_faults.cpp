#include "tasks/faults/worked_fault.h"

namespace modus::tasks {

std::string_view fact_faults() {
  return R"faults(
G01 circle_closed
s1 given precedes(X, Y) and precedes(Y, Z) -> precedes(X, Z)
s2 given precedes($a, $b)
s3 given precedes($b, $c)
s4 have precedes($a, $c) by s1 s2 s3 => have precedes($c, $a) by s1 s2 s3 !

G01 turned
s1 given precedes(X, Y) -> follows(Y, X)
s2 given precedes($a, $b)
s3 have follows($b, $a) by s1 s2 => have follows($a, $b) by s1 s2 !

G02 overlap_taken_for_transitive
s1 given within(X, Y) and within(Y, Z) -> within(X, Z)
s2 given within($a, $b) => given overlaps($a, $b)
s3 given within($b, $c) => given overlaps($b, $c)
s4 have within($a, $c) by s1 s2 s3 => have overlaps($a, $c) by s1 s2 s3 !

G02 before_a_part_taken_for_before_the_whole
s1 given precedes(X, Y) and precedes(Y, Z) -> precedes(X, Z)
s2 given precedes($a, $b)
s3 given precedes($b, $c) => given within($b, $c)
s4 have precedes($a, $c) by s1 s2 s3 !

G03 years_exchanged
s1 given start($a) = {1900+$m} => given start($a) = {1900+$n}
s2 given end($a) = {1900+$n} => given end($a) = {1900+$m} !
s3 have end($a) > 1900 by s2

G03 end_derived
s1 given start($a) = $n
s2 given end($a) = start($a) + $m => given end($a) = start($a) - $m
s3 have end($a) = {$n+$m} by s1 s2 => have end($a) = {$n-$m} by s1 s2 !

G04 both_ends_counted
s1 given $x = 2024-0$k-10
s2 given $y = 2024-0$m-21
s3 have days_between($x, $y) = {days_between(2024-0$k-10, 2024-0$m-21)} by s1 s2 => have days_between($x, $y) = {days_between(2024-0$k-10, 2024-0$m-21) + 1} by s1 s2 !

G04 first_day_counted
s1 given $x = 2023-0$k-05
s2 given $y = 2023-0$m-05
s3 have days_after($x, {days_between(2023-0$k-05, 2023-0$m-05)}) = $y by s1 s2 => have days_after($x, {days_between(2023-0$k-05, 2023-0$m-05) + 1}) = $y by s1 s2 !

G04 leap_day_taken_for_granted
s1 given $x = 2023-02-1$k
s2 given $y = 2023-03-1$m
s3 have days_between($x, $y) = {days_between(2023-02-1$k, 2023-03-1$m)} by s1 s2 => have days_between($x, $y) = {days_between(2024-02-1$k, 2024-03-1$m)} by s1 s2 !

G06 another_year
s1 given $f($a, {1900+$n})
s2 have $f($a, {1900+$n}) by s1 => have $f($a, {1900+$m}) by s1 !

G06 value_of_another_year
s1 given $x($a, {1900+$n}) = $k
s2 given $x($a, {1900+$m}) = $m
s3 have $x($a, {1900+$n}) > 0 by s1 => have $x($a, {1910+$n}) = $k by s1 !

G07 lasts_unasked
s1 given holds_at($a, $n)
s2 given holds_at($a, $n) -> holds_at($a, {$n+$m}) => given $t($b)
s3 have holds_at($a, {$n+$m}) by s1 s2 !

G07 stops_unasked
s1 given holds_at($a, $n)
s2 given $p($b)
s3 given $p($b) -> not holds_at($a, {$n+$m}) => given $q($b)
s4 have not holds_at($a, {$n+$m}) by s2 s3 => have not holds_at($a, {$n+$m}) by s1 s2 !

G08 effect_first
s1 given precedes($a, $b) => given precedes($b, $a)
s2 given precedes(X, Y) -> causes(X, Y)
s3 have causes($a, $b) by s1 s2 !

G08 order_turned
s1 given causes($a, $b)
s2 given causes(X, Y) -> precedes(X, Y)
s3 have precedes($a, $b) by s1 s2 => have precedes($b, $a) by s1 s2 !

G09 order_for_cause
s1 given precedes($a, $b)
s2 given precedes(X, Y) -> causes(X, Y) => given causes(X, Y) -> precedes(X, Y)
s3 have causes($a, $b) by s1 s2 !

G09 following_for_cause
s1 given follows($b, $a)
s2 given causes($a, $b) => given $t($a)
s3 have causes($a, $b) by s2 => have causes($a, $b) by s1 !

I01 fact_of_another
s1 given $f($a, $b)
s2 given $f($c, $a)
s3 have $f($a, $b) by lookup s1 => have $f($c, $b) by lookup s1 s2 !

I01 other_relation
s1 given $f($a, $b)
s2 given $g($b, $c)
s3 have $g($b, $c) by lookup s2 => have $g($a, $b) by lookup s1 !

I02 second_value
names unique
s1 given $f(X, Y) and $f(X, Z) -> Y = Z
s2 given $f($a, $b)
s3 given $t($c)
s4 have not $f($a, $c) by s1 s2 => have $f($a, $c) by s1 s2 !

I02 second_number
s1 given $x($a) = $n
s2 have $x($a) = $n by s1 => have $x($a) = $m by s1 !

I03 subject_of_the_wrong_kind
s1 given $f(X, Y) -> $p(X)
s2 given not $p($a)
s3 given $q($b)
s4 have not $f($a, $b) by s1 s2 => have $f($a, $b) by s1 s2 !

I03 object_of_the_wrong_kind
s1 given $f(X, Y) -> $q(Y)
s2 given not $q($b)
s3 given $p($a)
s4 have not $f($a, $b) by s1 s2 => have $f($a, $b) by s1 s2 !

I04 beyond_the_maximum
s1 given $p(X) -> $x(X) <= $n
s2 given $p($a)
s3 have $x($a) <= $n by s1 s2 => have $x($a) = {$n+$k} by s1 s2 !

I04 more_than_the_maximum
s1 given $p(X) -> $x(X) <= $n
s2 given $p($a)
s3 have $x($a) < {$n+$k} by s1 s2 => have $x($a) > {$n+$k} by s1 s2 !

I05 excluded_class
s1 given $p(X) -> not $q(X)
s2 given $p($a)
s3 have not $q($a) by s1 s2 => have $q($a) by s1 s2 !

I05 declared_disjoint
s1 given disjoint_with($b, $c)
s2 given instance_of($a, $b)
s3 have instance_of($a, $b) by s2 => have instance_of($a, $c) by s1 s2 !

I08 turned
s1 given subclass_of($a, $b)
s2 have subclass_of($a, $b) by s1 => have subclass_of($b, $a) by s1 !

I08 turned_over_two
s1 given is_a(X, Y) and is_a(Y, Z) -> is_a(X, Z)
s2 given is_a($a, $b)
s3 given is_a($b, $c)
s4 have is_a($a, $c) by s1 s2 s3 => have is_a($c, $a) by s1 s2 s3 !

I13 not_closed
closed $f/2 =>
names unique
s1 given $f($a, $b)
s2 given $p($c)
s3 have not $f($a, $c) by closure s1 s2 !

I13 only_one_named
s1 given $p($a)
s2 given $q($b)
s3 have $p($a) and $q($b) by s1 s2 => have not $p($b) by s1 s2 !

K01 zero_added
s1 given dose($a) = $n mg
s2 have dose($a) = $n mg by s1 => have dose($a) = $n.0 mg by s1 !

K01 zeros_of_a_sum
s1 given dose = $n mg + $m mg
s2 have dose = {$n+$m} mg by s1 => have dose = {$n+$m}.00 mg by s1 !

K02 point_first
@1 The dose is 0.$m mg. => @1 The dose is .$m mg.
s1 given dose = 0.$m mg @1 !
s2 have dose < 1 mg by s1

K02 point_first_in_grams
@1 The dose is 0.{$n} g. => @1 The dose is .{$n} g.
s1 given dose = 0.{$n} g @1 !
s2 have dose < 1 g by s1

K05 tablet_too_many
s1 given max_single_dose($a) = {$n*$k} mg
s2 given dose($a) = $k * $n mg => given dose($a) = {$k+1} * $n mg
s3 have dose($a) = {$n*$k} mg by s2 => have dose($a) = {$n*$k+$n} mg by s2 !

K05 maximum_lowered
s1 given max_single_dose($a) = {$n+$m} mg => given max_single_dose($a) = $m mg
s2 given $x = $n mg
s3 given dose($a) = $x
s4 have dose($a) = $n mg by s2 s3 !

K06 one_more_a_day
s1 given max_daily_dose($a) = {$n*$k} mg
s2 given daily_dose($a) = $k * $n mg => given daily_dose($a) = {$k+1} * $n mg
s3 have daily_dose($a) = {$n*$k} mg by s2 => have daily_dose($a) = {$n*$k+$n} mg by s2 !

K06 maximum_lowered
s1 given max_daily_dose($a) = {$n+$m} mg => given max_daily_dose($a) = $m mg
s2 given $x = $n mg
s3 given daily_dose($a) = $x
s4 have daily_dose($a) = $n mg by s2 s3 !

K09 interaction_added
s1 given interacts($b, $a) => given interacts($b, $c)
s2 given takes($a, $b)
s3 given $p($a)
s4 given $p(X) -> may_take(X, $c)
s5 have may_take($a, $c) by s3 s4 !

K09 second_drug_taken
s1 given interacts($b, $c)
s2 given takes($a, $b) => given takes($a, $c)
s3 given $f($a, $b)
s4 given $f(X, Y) -> takes(X, Y)
s5 have takes($a, $b) by s3 s4 !

K12 multiplied
s1 given dose = {$n*$m}
s2 given concentration = $m
s3 given volume = dose / concentration
s4 have volume = $n by s1 s2 s3 => have volume = {$n*$m*$m} by s1 s2 s3 !

K12 turned
s1 given dose($a) = {$n*$m}
s2 given concentration($a) = $m
s3 given volume($a) * concentration($a) = dose($a)
s4 have volume($a) = $n by s1 s2 s3 => have volume($a) = {$n+$k} by s1 s2 s3 !
)faults";
}

}  // namespace modus::tasks
