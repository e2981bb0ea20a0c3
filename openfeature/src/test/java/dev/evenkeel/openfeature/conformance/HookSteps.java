// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Steps about hooks.
public final class HookSteps {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, FlagEvaluationDetails<Object>> seen = new HashMap<>();
    private FlagEvaluationOptions options = FlagEvaluationOptions.EMPTY;

    @Given("a client with added hook")
    public void hookOnTheClient() {
        ScenarioContext.current().client.addHooks(new RecordingHook(""));
    }

    /// Beside a hook of the client, because the specification orders levels and not the hooks of one.
    @Given("evaluation options containing specific hooks")
    public void hooksOfTheCall() {
        ScenarioContext.current().client.addHooks(new RecordingHook("client "));
        options =
                FlagEvaluationOptions.builder().hook(new RecordingHook("call ")).build();
    }

    @When("the flag was evaluated with details using the evaluation options")
    public void evaluate() {
        ScenarioContext.current().evaluate(ScenarioContext.current().context, options);
    }

    @Then("the specified hooks should execute during evaluation")
    public void hooksRan() {
        assertThat(calls).contains("call before", "call after", "call finally");
    }

    @Then("the hook order should be maintained")
    public void hooksRanInOrder() {
        assertThat(calls)
                .containsExactly(
                        "client before", "call before", "call after", "client after", "call finally", "client finally");
    }

    @Then("the {string} hook should have been executed")
    public void hookRan(String stage) {
        assertThat(calls).contains(stage);
    }

    @Then("the {string} hooks should be called with evaluation details")
    public void hooksSaw(String stages, DataTable table) {
        for (String stage : stages.split(", ")) {
            assertThat(seen).containsKey(stage);
            for (List<String> row : table.rows(1).cells()) {
                Object value = field(Objects.requireNonNull(seen.get(stage)), row.get(1));
                assertThat(String.valueOf(value))
                        .as("%s in %s", row.get(1), stage)
                        .isEqualTo(row.get(2));
            }
        }
    }

    private static @Nullable Object field(FlagEvaluationDetails<Object> details, String name) {
        return switch (name) {
            case "flag_key" -> details.getFlagKey();
            case "value" -> details.getValue();
            case "variant" -> details.getVariant();
            case "reason" -> details.getReason();
            case "error_code" -> details.getErrorCode();
            default -> throw new IllegalArgumentException("details have no " + name);
        };
    }

    /// Writes down which stages ran, and what they saw.
    private final class RecordingHook implements Hook<Object> {
        private final String name;

        RecordingHook(String name) {
            this.name = name;
        }

        @Override
        public Optional<dev.openfeature.sdk.EvaluationContext> before(
                HookContext<Object> context, Map<String, Object> hints) {
            calls.add(name + "before");
            return Optional.empty();
        }

        @Override
        public void after(
                HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
            calls.add(name + "after");
            seen.put(name + "after", details);
        }

        @Override
        public void error(HookContext<Object> context, Exception error, Map<String, Object> hints) {
            calls.add(name + "error");
        }

        @Override
        public void finallyAfter(
                HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
            calls.add(name + "finally");
            seen.put(name + "finally", details);
        }
    }
}
