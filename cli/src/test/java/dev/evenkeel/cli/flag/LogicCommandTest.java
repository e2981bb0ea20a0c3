// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogicCommandTest {
    @Test
    void answersEachLineInOrder() {
        Run run = Run.withInput("""
                {"rule":{">":[{"var":"age"},17]},"data":{"age":20}}

                {"rule":{"cat":["Zürich ",{"var":""}]},"data":1.0}
                {"rule":{"var":"nothing"}}
                {"rule":[1,1.0,10000000000000000000000]}
                """, "logic");
        assertThat(run.out()).containsExactly("true", "\"Zürich 1\"", "null", "[1,1.0,10000000000000000000000]");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void refusesALineWithAllItsProblemsAndGoesOn() {
        Run run = Run.withInput("""
                {"rule":{"nope":[{"also-no":1}]}}
                {"data":1}
                {"rule":1,"rule":2}
                hello
                [1]
                {"rule":{"+":[1,2]}}
                """, "logic");
        assertThat(run.out()).hasSize(6);
        assertThat(run.out().get(0)).startsWith("{\"error\":").contains("nope");
        assertThat(run.out().get(1)).contains("no \\\"rule\\\"");
        assertThat(run.out().get(2)).contains("Duplicate");
        assertThat(run.out().get(3)).contains("not JSON");
        assertThat(run.out().get(4)).contains("a line is an object");
        assertThat(run.out().get(5)).isEqualTo("3");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void hashesForTheFlagThatALineNames() {
        Run run = Run.withInput("""
                {"rule":{"fractional":[["a",1],["b",1]]},"data":{"targetingKey":"u-1"},"flagKey":"f"}
                {"rule":{"fractional":[["a",1],["b",1]]},"data":{"targetingKey":"u-1"},"flagKey":"f"}
                """, "logic");
        assertThat(run.out().getFirst()).isIn("\"a\"", "\"b\"");
        assertThat(run.out()).containsOnly(run.out().getFirst());
    }
}
