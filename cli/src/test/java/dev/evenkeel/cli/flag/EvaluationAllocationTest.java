// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules are compiled once: an evaluation parses, boxes and copies nothing. The bounds hold without any
/// optimisation of the virtual machine.
///
/// It is in this module because the tests of module `core` cannot read `jdk.management`.
class EvaluationAllocationTest {
    private static final int CALLS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final FlagSnapshot FLAGS = FlagSnapshot.parse("""
            {"flags": {
              "static": {"state": "ENABLED", "variants": {"on": true}, "defaultVariant": "on"},
              "disabled": {"state": "DISABLED", "variants": {"on": true}, "defaultVariant": "on"},
              "rule": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"and": [{"==": [{"var": "tier"}, "gold"]}, {"in": [{"var": "country"}, ["CH", "LI"]]},
                  {"starts_with": [{"var": "email"}, "a@"]}, {">": [{"var": "age"}, 17]}]}, "on", null]}},
              "split": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "tier"}, "gold"]},
                  {"fractional": [{"cat": ["seed:", {"var": "targetingKey"}]}, ["on", 25], ["off", 75]]}, null]}},
              "version": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"$ref": "adult"}, "on", null]}}},
             "$evaluators": {"adult": {"<=": [18, {"var": "age"}, 99]}}}
            """, 1);

    private static final EvaluationContext CONTEXT = EvaluationContext.of("user-17")
            .with("tier", "gold")
            .with("country", "CH")
            .with("email", "a@example.com")
            .with("age", 40);

    @ParameterizedTest
    @CsvSource({"static,0", "disabled,0", "rule,0", "version,0", "split,64"})
    void allocatesAtMostAllowedBytes(String flag, long most) {
        evaluate(flag);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        evaluate(flag);
        long bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
        assertThat(bytes).as("bytes of each evaluation of %s", flag).isLessThanOrEqualTo(most);
    }

    private static void evaluate(String flag) {
        for (int i = 0; i < CALLS; i++) {
            if (FLAGS.evaluate(flag, CONTEXT, 0).errorCode() != null) {
                throw new IllegalStateException("an evaluation of " + flag + " fails");
            }
        }
    }
}
