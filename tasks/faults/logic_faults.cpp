#include "tasks/faults/worked_fault.h"

namespace modus::tasks {

std::string_view logic_faults() {
  return R"faults(
E01 citation_dropped
s1 given $p(X) -> $q(X)
s2 given $p($a)
s3 have $q($a) by s1 s2 => have $q($a) by s2 !

E01 other_fact_cited
s1 given $p(X) and $q(X) -> $r(X)
s2 given $p($a)
s3 given $q($a)
s4 given $p($b)
s5 have $r($a) by s1 s2 s3 => have $r($a) by s1 s3 s4 !

E02 given_denied
s1 given $p($a) !
s2 given $p(X) -> $q(X)
s3 given $t($b) => given not $q($a)
s4 have $q($a) by s1 s2

E02 bound_crossed
s1 given $x = $n !
s2 given $y = $x + $m
s3 given $y > $n => given $y < $n
s4 have $y = {$n+$m} by s1 s2

E03 fact_and_conclusion_exchanged
s1 given $p(X) -> $q(X)
s2 given $p($a) => given $q($a)
s3 have $q($a) by s1 s2 => have $p($a) by s1 s2 !

E03 rule_turned
s1 given $p($a) -> $q($a) => given $q($a) -> $p($a)
s2 given $p($a)
s3 have $q($a) by modus_ponens s1 s2 !

E03 several_conditions
s1 given $p(X) and $q(X) -> $r(X)
s2 given $p($a) and $q($a) => given $r($a)
s3 have $r($a) by s1 s2 => have $q($a) by s1 s2 !

E04 both_denied
s1 given $p(X) -> $q(X)
s2 given $p($a) => given not $p($a)
s3 have $q($a) by s1 s2 => have not $q($a) by s1 s2 !

E04 rule_turned
s1 given $p -> $q => given $q -> $p
s2 given not $q
s3 have not $p by s1 s2 !

E05 condition_of_another
s1 given $p(X) -> $q(X)
s2 given $p($a) => given $p($b)
s3 given $t($a)
s4 have $q($a) by modus_ponens s1 s2 !

E05 half_of_the_condition
s1 given $p(X) and $r(X) -> $q(X)
s2 given $p($a)
s3 given $r($a) => given $t($a)
s4 have $q($a) by modus_ponens s1 s2 s3 !

E06 another_denied
s1 given $p(X) -> $q(X)
s2 given not $q($a) => given not $t($a)
s3 have not $p($a) by modus_tollens s1 s2 !

E06 denied_of_another
s1 given $p(X) -> $q(X)
s2 given not $q($a) => given not $q($b)
s3 given $t($a)
s4 have not $p($a) by modus_tollens s1 s2 !

E07 sides_exchanged
s1 given $p(X) -> $q(X)
s2 have $p(X) -> $q(X) by s1 => have $q(X) -> $p(X) by s1 !

E07 closed_and_exchanged
s1 given forall X: $p(X) -> $q(X)
s2 given $q(X) -> $r(X)
s3 have forall X: $p(X) -> $r(X) by s1 s2 => have forall Y: $q(Y) -> $p(Y) by s1 s2 !

E09 not_turned
s1 given $p(X) -> $q(X)
s2 have not $q(X) -> not $p(X) by s1 => have not $p(X) -> not $q(X) by s1 !

E09 double_negative
s1 given $p -> not $q
s2 have $q -> not $p by s1 => have not $p -> $q by s1 !

E10 xor_weakened
s1 given $p($a) xor $q($a) => given $p($a) or $q($a)
s2 given $p($a)
s3 have not $q($a) by s1 s2 !

E10 negations_moved
s1 given $p($a) or $q($a) or $r($a)
s2 given not $p($a) and not $r($a) => given $p($a) and $r($a)
s3 have $q($a) by s1 s2 => have not $q($a) by s1 s2 !

E11 third_added
s1 given $p($a) or $q($a) => given $p($a) or $q($a) or $r($a)
s2 given not $p($a)
s3 have $q($a) by s1 s2 !

E11 exclusion_of_another
s1 given $p($a) or $q($a)
s2 given not $p($a) => given not $p($b)
s3 have $q($a) by s1 s2 !

E12 disjunction_lost
s1 given forall X: $p(X) or $q(X) => given $t($b)
s2 given not $p($a)
s3 have $q($a) by s1 s2 !

E12 disjunction_invented
s1 given $r(X) -> $p(X) or $q(X) => given $r(X) or $p(X) -> $t(X)
s2 given $r($a)
s3 have $p($a) or $q($a) by s1 s2 !

E17 third_case
s1 given $p($a) -> $r($a)
s2 given $q($a) -> $r($a)
s3 given $p($a) or $q($a) => given $p($a) or $q($a) or $t($a)
s4 have $r($a) by cases s1 s2 s3 !

E17 cases_not_given
s1 given $p -> $r
s2 given $q -> $r
s3 given $p or $q => given $t or $u
s4 have $r by s1 s2 s3 !

E18 case_left_out
s1 given $p($a) or $q($a)
s2 given $p(X) -> $r(X)
s3 given $q(X) -> $r(X)
s4 case $p($a) of s1
s5 have $r($a) by s2 s4
s6 case $q($a) of s1
s7 have $r($a) by s3 s6
s8 discharge s4 s6: $r($a) by cases s1 s5 s7 => discharge s4: $r($a) by cases s1 s5 !

E18 case_not_proved
s1 given $p($a) or $q($a)
s2 given $p(X) -> $r(X)
s3 given $q(X) -> $r(X)
s4 case $p($a) of s1
s5 have $r($a) by s2 s4
s6 case $q($a) of s1
s7 have $r($a) by s3 s6
s8 discharge s4 s6: $r($a) by cases s1 s5 s7 => discharge s4 s6: $r($a) by cases s1 s5 !

E19 not_discharged
s1 given $p -> $q
s2 given not $q
s3 assume $p
s4 have false by s1 s2 s3
s5 discharge s3: not $p by reductio s4 => have not $p by reductio s4 !

E19 no_contradiction
s1 given $p -> $q
s2 given not $q
s3 assume $p
s4 have false by s1 s2 s3 => have $q by s1 s3
s5 discharge s3: not $p by reductio s4 !

E20 used_after_discharge
s1 given $p -> $q
s2 given $q -> $r
s3 assume $p
s4 have $q by s1 s3
s5 discharge s3: $p -> $q by s4
s6 have $p -> $r by s2 s5 => have $q by s1 s3 !

E20 built_on_after_discharge
s1 given $p -> $q
s2 given $q -> $r
s3 assume $p
s4 have $q by s1 s3
s5 discharge s3: $p -> $q by s4
s6 have $p -> $r by s2 s5 => have $r by s2 s4 !

E22 anything_from_a_contradiction
s1 given $p -> $q
s2 given not $q
s3 given $t
s4 assume $p
s5 have false by s1 s2 s4 => have not $t by s1 s2 s4 !
s6 discharge s4: not $p by reductio s5

E22 number_from_a_contradiction
s1 given $x > $n
s2 assume $x < $m
s3 have false by s1 s2 => have $x = $n by s1 s2 !
s4 discharge s2: not $x < $m by reductio s3

F01 instance_of_another
s1 given forall X: $p(X) -> $q(X)
s2 given $p($a)
s3 given $t($b)
s4 have $q($a) by s1 s2 => have $q($b) by s1 s2 !

F01 condition_not_met
s1 given $p(X) and $r(X) -> $q(X)
s2 given $p($a) and $r($a) => given $t($a)
s3 have $q($a) by s1 s2 !

F02 somebody_known
s1 given exists X: $p(X) and $q(X)
s2 given $r($a)
s3 have exists X: $p(X) by s1 => have $p($a) by s1 s2 !

F02 name_taken
s1 given exists X: $p(X)
s2 given exists X: $q(X)
s3 obtain v: $p(v) by s1
s4 obtain w: $q(w) by s2 => obtain v: $q(v) by s2 !

F03 assumption_kept
s1 given $p(X) -> $q(X)
s2 fix w
s3 assume $p(w)
s4 have $q(w) by s1 s3
s5 discharge s3: $p(w) -> $q(w) by s4 => have $q(w) by s4
s6 discharge s2: forall X: $p(X) -> $q(X) by s5 => discharge s2: forall X: $q(X) by s5 !

F03 assumption_of_the_result
s1 given $p(X) and $r(X) -> $q(X)
s2 fix w
s3 assume $p(w) and $r(w)
s4 have $q(w) by s1 s3
s5 discharge s3: $p(w) and $r(w) -> $q(w) by s4 => have $p(w) and $q(w) by s3 s4
s6 discharge s2: forall X: $p(X) and $r(X) -> $q(X) by s5 => discharge s2: forall X: $p(X) and $q(X) by s5 !

F04 order_exchanged
s1 given exists Y: forall X: $f(X, Y)
s2 have exists Y: forall X: $f(X, Y) by s1
s3 given forall X: exists Y: $g(X, Y)
s4 have forall X: exists Y: $f(X, Y) by s1 => have exists Y: forall X: $g(X, Y) by s3 !

F04 premise_weakened
s1 given exists Y: forall X: $f(X, Y) => given forall X: exists Y: $f(X, Y)
s2 have exists Y: forall X: $f(X, Y) by s1 !

F05 none_for_not_all
s1 given not (forall X: $p(X) -> $q(X))
s2 have exists X: $p(X) and not $q(X) by s1 => have $p(X) -> not $q(X) by s1 !

F05 not_any_for_not_all
s1 given not (forall X: $p(X) -> $q(X))
s2 have not (forall X: $p(X) -> $q(X)) by s1 => have not (exists X: $p(X) and $q(X)) by s1 !

F05 all_not_for_not_all
s1 given not (forall X: $p(X))
s2 have exists X: not $p(X) by s1 => have forall X: not $p(X) by s1 !

F06 second_premise_turned
s1 given $p(X) -> $q(X)
s2 given $q(X) -> $r(X) => given $r(X) -> $q(X)
s3 have $p(X) -> $r(X) by chain s1 s2 !

F06 conclusion_across
s1 given $p(X) -> $r(X)
s2 given $q(X) -> $r(X)
s3 given $r(X) -> $t(X)
s4 have $p(X) -> $t(X) by s1 s3 => have $q(X) -> $p(X) by s1 s2 !

F07 major_turned
s1 given $p(X) -> $q(X) => given $q(X) -> $p(X)
s2 given $r(X) -> not $q(X)
s3 have $r(X) -> not $p(X) by s1 s2 !

F07 minor
s1 given $p(X) -> $q(X)
s2 given $p(X) -> $r(X)
s3 have $p(X) -> $q(X) and $r(X) by s1 s2 => have $r(X) -> $q(X) by s1 s2 !

F09 nobody_given
s1 given $p(X) -> $q(X)
s2 given $p($a) => given $t($a)
s3 have exists X: $p(X) and $q(X) by s1 s2 !

F09 two_universals
s1 given $p(X) -> $q(X)
s2 given $p(X) -> $r(X)
s3 have $p(X) -> $q(X) and $r(X) by s1 s2 => have exists X: $p(X) and $r(X) by s1 s2 !

F11 some_for_all
s1 given $p($a) and $q($a)
s2 given $p($b) and $q($b)
s3 have exists X: $p(X) and $q(X) by s1 => have $p(X) -> $q(X) by s1 s2 !

F11 open_list
s1 given $p($a)
s2 given $p($b)
s3 have $p($a) and $p($b) by s1 s2 => have forall X: $p(X) by generalise s1 s2 !
)faults";
}

}  // namespace modus::tasks
